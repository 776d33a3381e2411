"""What stands beside the chat."""
