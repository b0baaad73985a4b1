#ifndef PROOFMARK_CXLSXWRITER_SHIM_H
#define PROOFMARK_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
