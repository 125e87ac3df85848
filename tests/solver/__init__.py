"""The encoding of a pack as a constraint problem, and what is found with it."""
