"""A TikTok Shop of our own, spoken to over real HTTP, for development, demos and tests."""
