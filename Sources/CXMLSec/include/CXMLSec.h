#ifndef PROOFMARK_CXMLSEC_H
#define PROOFMARK_CXMLSEC_H

// A target with a header folder instead of a system library: xmlsec's pkg-config file carries definitions, which the
// package manager does not take from there. They stand here, and the link `xmlsec` beside this file is where xmlsec's
// headers look for each other.
#define __XMLSEC_FUNCTION__ __func__
#define XMLSEC_NO_SIZE_T
#define XMLSEC_NO_CRYPTO_DYNAMIC_LOADING 1
#define XMLSEC_CRYPTO_OPENSSL 1

// Debian builds libxml2 with ICU, whose headers clash with Foundation's own ICU module.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <xmlsec/xmlsec.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>

/// Starts xmlsec for the process, once and after libxml2: its transforms by OpenSSL, nothing that reads files or asks the
/// network, and nothing printed. Returns 0, or what went wrong as a negative number.
int proofmark_xmlsec_start(void);

#endif
