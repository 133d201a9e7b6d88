"""Numbers of the landing page: key judgements, their evidence, and the words that grade it."""
