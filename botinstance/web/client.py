"""What commands ask the web for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from botinstance.web.address import allowed, parse
from botinstance.web.errors import WebError, refused, unreadable

REDIRECTS = 5
SECONDS = 10.0
MOST = 2 << 20  # bytes of an answer

_MOVED = (301, 302, 303, 307, 308)
_NONE: Mapping[str, str] = {}


class Answer(NamedTuple):
    body: bytes
    type: str  # as the server says: "text/html; charset=utf-8", may be empty
    url: str  # where the body came from, after all redirects


def get(
    url: str,
    params: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] = _NONE,
    seconds: float = SECONDS,
    most: int = MOST,
    *,
    trusted: bool = False,
    allow: Collection[str] | None = None,
) -> Answer:
    """The answer to a GET of `url` with `params` added to it. `seconds` is for all of it, with
    redirects; `most` is bytes.

    The address must be public, as for `web.user_url`; `trusted` says that the operator chose this
    host, wherever it is, and `allow` names exceptions as there. `headers` are not for other hosts
    that a redirect leads to. Raises UserError; WebError, NotFound for what the server does.
    """
    return _request("GET", url, params, headers, None, seconds, most, trusted, allow)


def get_bytes(url: str, *args: Any, **options: Any) -> bytes:
    """The body alone; everything as for `get`."""
    return get(url, *args, **options).body


def get_json(url: str, *args: Any, **options: Any) -> Any:
    """The body as JSON; everything as for `get`."""
    return _json(get(url, *args, **options))


def post_json(
    url: str,
    value: Any,
    headers: Mapping[str, str] = _NONE,
    seconds: float = SECONDS,
    most: int = MOST,
    *,
    trusted: bool = False,
    allow: Collection[str] | None = None,
) -> Any:
    """The JSON that answers a POST of `value` as JSON. No redirect is followed; else as `get`."""
    import json

    body = json.dumps(value).encode()
    kind = {"Content-Type": "application/json", "Accept": "application/json"}
    return _json(
        _request("POST", url, None, {**kind, **headers}, body, seconds, most, trusted, allow)
    )


def post_multipart(
    url: str,
    fields: Mapping[str, str],
    files: Mapping[str, tuple[str, str, bytes]],
    headers: Mapping[str, str] = _NONE,
    seconds: float = SECONDS,
    most: int = MOST,
    *,
    trusted: bool = False,
    allow: Collection[str] | None = None,
) -> Any:
    """The JSON that answers a form with `files`: field name to (file name, MIME type, content).
    No redirect is followed; else as `get`."""
    import secrets

    boundary = secrets.token_hex(16)
    body = _form(boundary, fields, files)
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    return _json(
        _request("POST", url, None, {**kind, **headers}, body, seconds, most, trusted, allow)
    )


def _form(
    boundary: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, str, bytes]]
) -> bytes:
    """ref: RFC 7578"""
    parts: list[bytes] = []

    def part(head: str, content: bytes) -> None:
        start = f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n"
        parts.extend((start.encode(), content, b"\r\n"))

    for name, value in fields.items():
        part(f'name="{_quoted(name)}"', value.encode())
    for name, (file, kind, content) in files.items():
        part(
            f'name="{_quoted(name)}"; filename="{_quoted(file)}"\r\nContent-Type: {kind}', content
        )
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _quoted(name: str) -> str:
    """As browsers do: https://html.spec.whatwg.org/#multipart-form-data"""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _request(
    method: str, url: str, params: Mapping[str, Any] | None, headers: Mapping[str, str],
    body: bytes | None, seconds: float, most: int, trusted: bool, allow: Collection[str] | None,
) -> Answer:  # fmt: skip
    from urllib.parse import urlencode

    from botinstance.web.exchange import Deadline, exchange

    deadline = Deadline(seconds)
    if params:
        url += ("&" if "?" in url else "?") + urlencode(params)
    first = target = parse(url)
    for _ in range(REDIRECTS + 1):
        same = target.origin == first.origin  # neither keys nor trust go to another place
        free = (trusted and same) or target.place in allowed(allow)
        reply = exchange(
            method, target, headers if same else _NONE, body, deadline, most, trusted=free
        )
        if reply.status in _MOVED and reply.location and method == "GET":
            target = parse(reply.location, target.url)
            continue
        if not 200 <= reply.status < 300:
            raise refused(target.host, reply.status)
        return Answer(reply.body, reply.type, target.url)
    raise WebError(f"{first.host} only sends me from one address to the next.")


def _json(answer: Answer) -> Any:
    import json

    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise unreadable(parse(answer.url).host) from error
