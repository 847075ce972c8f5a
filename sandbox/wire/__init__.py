"""WhatsApp's wire: stanzas, their binary form, signatures, and what phones may ask."""
