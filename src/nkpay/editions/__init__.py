"""Editions: what changed between two versions of the data, in rows, numbers and findings.

``compare`` finds it, ``earlier`` opens an old version, ``record`` keeps it in ``editions/`` so
that the book can tell it without the old data, ``report`` and ``feed`` print it.
"""
