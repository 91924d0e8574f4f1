"""Foreign tables: a mapping, which is data, says what their columns mean."""
