"""What goes wrong on the wire."""


class WireError(ValueError):
    """Bytes that are not what they should be: truncated, unknown token, bad length."""
