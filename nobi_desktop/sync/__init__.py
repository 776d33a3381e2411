"""Keeps the store and TikTok in step."""
