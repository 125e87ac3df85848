"""A pack as a constraint problem, exact since everything is a whole number: for the smallest change, and for proofs."""
