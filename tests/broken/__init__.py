"""One broken fixture for each code of the message catalogue, with the exact text that a person sees."""
