"""Collecting the answers of many people, and releasing them more than once."""
