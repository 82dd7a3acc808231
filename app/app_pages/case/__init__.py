"""What the page 案例对标 is made of: the list of works, and of one work the draft, what is in focus beside it, and the form."""
