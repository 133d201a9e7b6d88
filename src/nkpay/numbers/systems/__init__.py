"""Systems: every card, wallet and platform on record, and how each is known."""
