"""Tests by meaning: spec tables, cases, properties, broken fixtures, golden reports."""
