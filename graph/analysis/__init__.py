"""Measures of the network of partners: who matters in it, and which groups it falls into."""
