"""One stream from the server to a page: what is shown there changes by itself."""

from app.web.live import parts, stream

__all__ = ["parts", "stream"]
