"""What people can ask a bot for, one file a command."""
