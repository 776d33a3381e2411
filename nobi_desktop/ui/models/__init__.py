"""Rows and pictures as Qt's views take them."""
