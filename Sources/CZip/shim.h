#ifndef PROOFMARK_CZIP_SHIM_H
#define PROOFMARK_CZIP_SHIM_H

#include <zip.h>

#endif
