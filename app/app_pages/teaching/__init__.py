"""What the page 培训 is made of: choosing what to teach, the slides and files, and the quiz."""
