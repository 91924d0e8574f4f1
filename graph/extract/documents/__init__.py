"""The files that reports come in, one reader for each kind."""
