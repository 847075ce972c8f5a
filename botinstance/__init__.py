"""One bot, one process: config, link, dispatch, commands."""
