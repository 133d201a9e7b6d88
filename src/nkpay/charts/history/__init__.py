"""Figures of the history chapter."""
