"""Lines or cells come in; table rows go out, with the fields that their columns stand for."""
