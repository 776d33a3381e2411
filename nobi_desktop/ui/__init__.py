"""Pixels: what the seller sees, drawn with Qt."""
