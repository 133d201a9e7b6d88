"""The rules of the data package, a module a kind: files, schema, cells, rows, safety."""
