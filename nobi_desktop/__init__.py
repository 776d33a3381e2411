"""Nobi Desktop: one fast window for the chats of several TikTok Shops."""

__version__ = "0.1.0"
