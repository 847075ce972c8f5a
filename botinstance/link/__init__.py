"""The link to WhatsApp, and the only place that knows neonize."""
