"""The Account over neonize."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neonize.utils.enum import BlocklistAction

from botinstance.link import pictures
from botinstance.link.asking import address, asked
from botinstance.link.client import Client
from botinstance.link.message import jid
from botinstance.link.protocol import LinkDown, LinkError

_PHONES = "@s.whatsapp.net"
_NO_PICTURE = ("does not have a profile picture", "has hidden their profile picture")
_INVITE = re.compile(
    r"(?:(?:https?://)?chat\.whatsapp\.com/(?:invite/)?)?([\w-]{10,64})/?(?:\?.*)?"
)


class WhatsAppAccount:
    """Safe to call from several threads."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def id_of(self, phone: str) -> str:
        try:
            told = asked(lambda: self._client.neonize.is_on_whatsapp(f"+{phone}"))
        except LinkError as error:
            if "returned nothing" in str(error):  # neonize's word for an empty answer
                return ""
            raise
        return next((jid(it.JID) for it in told if it.IsIn), "")

    def phone_of(self, person: str) -> str:
        if person.endswith(_PHONES):
            return person.removesuffix(_PHONES).partition(":")[0]
        return self._client.phone_of(person)

    def name_of(self, person: str) -> str:
        try:
            told = asked(lambda: self._client.neonize.contact.get_contact(address(person)))
        except (LinkDown, LinkError):
            return ""
        return str(told.PushName or told.BusinessName)

    def picture_of(self, person: str) -> bytes:
        try:
            told = asked(lambda: self._client.neonize.get_profile_picture(address(person)))
        except LinkError as error:
            if any(words in str(error) for words in _NO_PICTURE):
                return b""
            raise
        return pictures.fetch(told.URL) if told.URL else b""

    def about_of(self, person: str) -> str:
        told = asked(lambda: self._client.neonize.get_user_info(address(person)))
        return next((str(it.UserInfo.Status) for it in told), "")

    def block(self, person: str, on: bool) -> None:
        action = BlocklistAction.BLOCK if on else BlocklistAction.UNBLOCK
        asked(lambda: self._client.neonize.update_blocklist(address(person), action))

    def blocked(self) -> Sequence[str]:
        return [jid(it) for it in asked(lambda: self._client.neonize.get_blocklist()).JIDs]

    def join(self, link: str) -> str:
        found = _INVITE.fullmatch(link.strip())
        if not found:
            raise LinkError("that is no invite link of a group")
        code = found[1]
        return jid(asked(lambda: self._client.neonize.join_group_with_link(code)))

    def groups(self) -> Sequence[tuple[str, str]]:
        told = asked(lambda: self._client.neonize.get_joined_groups())
        return [(jid(it.JID), it.GroupName.Name) for it in told]

    def rename(self, name: str) -> None:
        asked(lambda: self._client.neonize.set_profile_name(name))

    def describe(self, about: str) -> None:
        asked(lambda: self._client.neonize.set_status_message(about))

    def show_picture(self, jpeg: bytes) -> None:
        asked(lambda: self._client.neonize.set_profile_photo(jpeg))

    def reject_call(self, caller: str, call_id: str) -> None:
        asked(lambda: self._client.neonize.reject_call(address(caller), call_id))
