"""Adoption: who is said to pay how, with what, and the phones, money and prices around it."""
