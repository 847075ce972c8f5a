"""Where may be downloaded from: for each command the hosts of one site."""

from __future__ import annotations

from typing import NamedTuple

from botinstance import web
from botinstance.context import Context, UserError


class Site(NamedTuple):
    """`hosts` count with all that is below them. `short` are hosts, maybe with the
    beginning of a path, whose addresses only lead to others."""

    name: str
    hosts: tuple[str, ...]
    extractors: str  # of yt-dlp, which therefore follows no page to another site
    example: str
    short: tuple[str, ...] = ()


_PINTEREST = "com at ca ch cl de dk es fr ie it jp nz ph pt se com.au com.mx co.kr co.uk"
YOUTUBE = Site(
    "YouTube",
    ("youtube.com", "youtu.be", "youtube-nocookie.com"),
    "youtube.*",
    "https://youtu.be/dQw4w9WgXcQ",
)
TIKTOK = Site(
    "TikTok", ("tiktok.com",), r"tiktok.*,vm\.tiktok", "https://www.tiktok.com/@name/video/1"
)
INSTAGRAM = Site(
    "Instagram", ("instagram.com",), "instagram.*", "https://www.instagram.com/reel/name"
)
FACEBOOK = Site(
    "Facebook", ("facebook.com",), "facebook.*", "https://www.facebook.com/watch?v=1",
    ("fb.watch", "fb.me", "facebook.com/share/"),
)  # fmt: skip
TWITTER = Site(
    "X", ("twitter.com", "x.com"), "twitter.*", "https://x.com/name/status/1", ("t.co",)
)
PINTEREST = Site(
    "Pinterest", tuple(f"pinterest.{ending}" for ending in _PINTEREST.split()), "pinterest.*",
    "https://www.pinterest.com/pin/1", ("pin.it",),
)  # fmt: skip
SOUNDCLOUD = Site(
    "SoundCloud", ("soundcloud.com",), "soundcloud.*", "https://soundcloud.com/name/song",
    ("on.soundcloud.com", "snd.sc"),
)  # fmt: skip

_ANY = "generic,html5.*"


class Place(NamedTuple):
    """An address that may be downloaded from."""

    site: str
    url: str
    extractors: str


def place(context: Context, site: Site, url: str) -> Place:
    """Of what somebody wrote, once it is known to lead to `site`. Raises UserError.

    yt-dlp asks for the address again, and for those that the site names; that none of them
    is a private one is then for the firewall of the bot's unit to see to.
    """
    if any(c.isspace() for c in url):
        raise UserError("Please give one address at a time, and nothing else.")
    free = trusted(context)
    if _host(url, with_port=True) in free:
        return Place(site.name, web.user_url(url, allow=free), _ANY)
    use = f"{context.config.prefix}{context.command.name}"
    no = UserError(f"That is no address of {site.name}. Example: {use} {site.example}")
    if not (_below(_host(_whole(url)), site.hosts) or _leads_on(_whole(url), site.short)):
        raise no
    url = web.user_url(_whole(url))
    if _leads_on(url, site.short):
        url = web.get(url, most=8 << 20).url
    if not _below(_host(url), site.hosts):
        raise no
    return Place(site.name, url, site.extractors)


def is_address(text: str) -> bool:
    """Whether it is rather an address than words to search for."""
    lower = text.lower()
    known = any(lower.startswith((host, f"www.{host}", f"m.{host}")) for host in YOUTUBE.hosts)
    return "://" in text or known


def _whole(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def trusted(context: Context) -> list[str]:
    """Hosts and ports that the operator has named, each with whatever is on it."""
    named = [pair.strip() for pair in context.service("download_hosts").split(",")]
    video = context.service("video_url")
    return [pair for pair in (*named, _host(video, with_port=True)) if pair]


def _host(url: str, *, with_port: bool = False) -> str:
    """Empty where there is none; the port is 443 or 80 unless it says another."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{port}" if with_port and host else host


def _leads_on(url: str, short: tuple[str, ...]) -> bool:
    from urllib.parse import urlsplit

    for known in short:
        host, _, path = known.partition("/")
        if _below(_host(url), (host,)) and urlsplit(url).path.startswith(f"/{path}"):
            return True
    return False


def _below(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in hosts)
