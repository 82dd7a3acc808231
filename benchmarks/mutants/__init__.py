"""Can the tests fail? A commit goes in, small changes are made to it one at a time, and those that no test notices come out."""
