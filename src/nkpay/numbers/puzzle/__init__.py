"""The adoption puzzle: what the published shares allow, taken together."""
