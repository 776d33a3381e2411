"""What the seller sees and does, without a pixel."""
