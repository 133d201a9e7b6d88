"""How sure are we: the findings on trial, and how far the evidence reaches."""
