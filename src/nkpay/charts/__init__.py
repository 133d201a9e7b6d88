"""Figures, by chapter: tables in, an Altair chart with its rows and its words out."""
