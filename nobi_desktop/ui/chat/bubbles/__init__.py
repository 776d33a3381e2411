"""Painters of what is said: one for each kind of content, pure functions of a row and a width."""
