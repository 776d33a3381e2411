"""Connects a shop and keeps its keys."""
