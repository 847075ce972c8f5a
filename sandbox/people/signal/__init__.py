"""The part of the Signal protocol that WhatsApp uses (message version 3), in memory."""
