"""Who somebody is, however a chat calls them."""

from __future__ import annotations


def person(id: str, phone: str = "") -> str:
    """The key under which a person is remembered: the digits of the number where it is known,
    from `phone` or from the id itself, else the id (915550001@lid)."""
    user, _, server = id.partition("@")
    if phone:
        return phone
    return user.partition(":")[0] if server == "s.whatsapp.net" else id
