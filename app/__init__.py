"""What people touch: build and publish a base, ask it, show it, on the command line and in the browser."""
