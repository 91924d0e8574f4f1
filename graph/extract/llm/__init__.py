"""Reading reports with a language model of one's own choice."""
