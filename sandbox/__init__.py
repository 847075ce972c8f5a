"""A WhatsApp on loopback: server, phones of people, and a control API for them."""
