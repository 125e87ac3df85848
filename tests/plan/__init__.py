"""Plans: what is filled in, what is carried over, what is never lost, what is refused."""
