"""How good an extractor is, by reports that were annotated."""
