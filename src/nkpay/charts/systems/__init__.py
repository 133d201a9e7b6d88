"""Figures of the chapter on systems."""
