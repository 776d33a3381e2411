"""Tests of the room that speaks TikTok Shop's Open API."""
