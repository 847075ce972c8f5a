"""The words that the platform, the broker and a bot share. Standard library only, no I/O."""
