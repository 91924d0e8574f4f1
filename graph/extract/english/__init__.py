"""Rules that read English reports."""
