"""HTTP for commands: bounded in time and size, and not for looking around in private networks."""

from botinstance.web.address import user_url
from botinstance.web.client import (
    Answer,
    get,
    get_bytes,
    get_json,
    post_json,
    post_multipart,
)
from botinstance.web.errors import NotFound, WebError

__all__ = [
    "Answer",
    "NotFound",
    "WebError",
    "get",
    "get_bytes",
    "get_json",
    "post_json",
    "post_multipart",
    "user_url",
]
