"""The open conversation: what was said, and the place to answer."""
