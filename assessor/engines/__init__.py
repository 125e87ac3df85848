"""Evaluators of rules: one meaning, told by the reference engine, and faster ways to the same findings."""
