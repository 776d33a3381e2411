"""The left of the window: shops, filters and the list of conversations."""
