"""What the page 资料管理 is made of, a file a tab; each reads inputs, calls one function and shows the result."""
