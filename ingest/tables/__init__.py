"""Lines or cells come in; table rows with the meaning of their columns go out."""
