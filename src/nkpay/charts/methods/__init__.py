"""Figures of the methods: what was found and read, what became of it, what a second look saw."""
