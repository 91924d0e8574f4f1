"""Facts of a report as records."""
