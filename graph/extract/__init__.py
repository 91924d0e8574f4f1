"""Reading reports: a text to facts, each with the place in the text where it stands."""
