"""Figures, a package or module a chapter: tables in, an Altair chart with its rows and its words out."""
