"""People who write to a bot, as many and as fast as wanted."""
