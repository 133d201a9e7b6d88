"""Figures of the surveillance chapter."""
