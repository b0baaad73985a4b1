#include "CXMLSec.h"

// What went wrong is told by the result of each call; xmlsec would print it as well.
static void keep_quiet(const char *file, int line, const char *function, const char *object, const char *subject,
                       int reason, const char *message) {
  (void)file, (void)line, (void)function, (void)object, (void)subject, (void)reason, (void)message;
}

int proofmark_xmlsec_start(void) {
  // xmlsec puts its own in the place of what keeps libxml2 from loading anything.
  xmlExternalEntityLoader loader = xmlGetExternalEntityLoader();
  // The macro compares the headers with the library: their structures must be the same.
  if (xmlSecInit() < 0) return -1;
  if (xmlSecCheckVersion() != 1) return -2;
  // A reference could otherwise name a file or an address.
  xmlSecIOCleanupCallbacks();
  xmlSetExternalEntityLoader(loader);
  if (xmlSecOpenSSLAppInit(NULL) < 0) return -3;
  if (xmlSecOpenSSLInit() < 0) return -4;
  // Last, because OpenSSL's side brings a printer of its own.
  xmlSecErrorsSetCallback(keep_quiet);
  return 0;
}
