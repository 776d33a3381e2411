"""Sheets over the window: connecting shops and giving one up."""
