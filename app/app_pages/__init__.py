"""One file a page; a page reads inputs, calls one function and shows the result."""
