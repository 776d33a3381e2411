"""Keeps what is known, in SQLite."""
