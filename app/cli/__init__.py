"""The command line: arguments come in, one call into `app` is made, text or JSON goes out."""
