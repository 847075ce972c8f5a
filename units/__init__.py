"""Everything that knows systemd and /opt: the broker, its client, units, the bot's folder."""
