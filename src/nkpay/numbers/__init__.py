"""Numbers and predicates that the prose prints, a module a chapter."""
