"""What is shown comes in; Chinese text for the terminal goes out."""
