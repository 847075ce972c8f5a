"""One bot: one process, one WhatsApp link, standalone. See README.md."""

VERSION = "0.1.0"
