#ifndef PROOFMARK_CZSTD_SHIM_H
#define PROOFMARK_CZSTD_SHIM_H

#include <zstd.h>

#endif
