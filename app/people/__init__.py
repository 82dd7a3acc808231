"""What people decide and keep comes in; it outlives every snapshot."""
