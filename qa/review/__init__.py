"""The local review page: documents to a site on this machine that keeps every decision as it is made."""
