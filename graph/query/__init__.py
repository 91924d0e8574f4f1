"""Questions about who cooperates with whom, each in a file of its own."""
