"""Figures of the adoption chapter."""
