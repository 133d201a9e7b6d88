"""Law: what the Electronic Payment Law says, whom it binds, and the laws around it."""
