"""The history chapter from raw rows, a module a subject as in the library."""
