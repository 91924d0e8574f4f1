"""Pictures of a network: where things stand, how they look, and the page that shows them."""
