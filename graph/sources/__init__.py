"""Readers: one module for each kind of file, each from a file to records with their places."""
