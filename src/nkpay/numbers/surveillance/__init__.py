"""Surveillance: what the state can see of payments, what it is seen to do, why, and the fear."""
