"""The surveillance chapter from raw rows, a module a subject as in the library."""
