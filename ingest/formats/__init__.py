"""The bytes of a file come in; its draft goes out. One room a format; `registry` knows which extension is whose."""
