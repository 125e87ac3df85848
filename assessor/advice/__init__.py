"""What to do with an assessment."""
