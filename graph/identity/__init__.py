"""One thing, one node: which IRIs mean the same thing, and what follows for the facts."""
