"""Figures of the law chapter."""
