"""Looking through facts: the page, and what was decided on it."""
