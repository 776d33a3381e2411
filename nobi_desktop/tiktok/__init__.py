"""Speaks TikTok Shop's Open API, politely."""
