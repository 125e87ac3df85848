"""Exports of survey tools: each tool's own layout, made from synthetic people, read back."""
