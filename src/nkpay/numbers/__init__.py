"""Numbers and predicates that the prose prints, by chapter."""
