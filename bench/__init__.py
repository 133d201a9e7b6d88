"""How fast the book is built, against stock Jupyter Book: ``make bench``."""
