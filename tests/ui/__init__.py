"""The window and its parts, driven through Qt."""
