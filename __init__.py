"""hezuo (合作): who cooperates with whom in science, technology and the economy."""
