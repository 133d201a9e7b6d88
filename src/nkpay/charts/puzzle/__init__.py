"""Figures of the adoption puzzle."""
