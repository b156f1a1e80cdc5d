"""Texts, one module per room."""
