"""Measurements: against other rules engines, and of how long the program takes to start. Run `make bench`."""
