"""Whom a party could cooperate with next, and why."""
