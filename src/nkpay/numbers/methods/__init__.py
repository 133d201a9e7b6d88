"""Methods: how the evidence was found, read, coded and checked, counted from the tables."""
