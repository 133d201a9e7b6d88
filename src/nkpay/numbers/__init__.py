"""Numbers and predicates that the prose prints, a package or module a chapter."""
