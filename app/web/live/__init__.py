"""One stream from the server to a page: what is shown there changes by itself."""

from app.web.live import operator_parts, operator_stream, parts, stream

__all__ = ["operator_parts", "operator_stream", "parts", "stream"]
