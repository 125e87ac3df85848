"""Agencies of many people: what their views say together, and that nobody's own answer shows."""
