"""Other people: who they are, and what they may see."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from tests.sandbox.client.calls.base import Base
from tests.sandbox.client.telling import address


class Contacts(Base):
    def is_on_whatsapp(self, number: str) -> bool:
        return bool(self._client.is_on_whatsapp(number)[0].IsIn)

    def on_whatsapp(self, *numbers: str) -> list[dict[str, Any]]:
        found = self._client.is_on_whatsapp(*numbers)
        return [{"query": it.Query, "jid": address(it.JID), "in": it.IsIn} for it in found]

    def user_info(self, *who: str) -> dict[str, dict[str, Any]]:
        """By address, as it was asked for."""
        found = self._client.get_user_info(*(self._jid(it) for it in who))
        return {
            address(it.JID): {
                "about": it.UserInfo.Status,
                "picture": it.UserInfo.PictureID,
                "devices": sorted(jid.Device for jid in it.UserInfo.Devices),
            }
            for it in found
        }

    def devices(self, *who: str) -> list[str]:
        return [address(jid) for jid in self._client.get_user_devices(*map(self._jid, who))]

    def lid_of(self, number: str) -> str:
        return address(self._client.get_lid_from_pn(self._jid(number)))

    def number_of(self, lid: str) -> str:
        return address(self._client.get_pn_from_lid(self._jid(lid)))

    def contact(self, who: str) -> str:
        """The push name that it has heard of; empty for none."""
        return str(self._client.contact.get_contact(self._jid(who)).PushName)

    def saved_name(self, who: str) -> str:
        """What the owner's phone calls them; empty where it has no such contact."""
        return str(self._client.contact.get_contact(self._jid(who)).FullName)

    def contacts(self) -> dict[str, str]:
        """Push names by address."""
        return {
            address(it.JID): it.Info.PushName for it in self._client.contact.get_all_contacts()
        }

    def subscribe(self, to: str) -> None:
        self._client.subscribe_presence(self._jid(to))

    def blocklist(self) -> list[str]:
        return [address(jid) for jid in self._client.get_blocklist().JIDs]

    def block(self, who: str) -> list[str]:
        return self._update_blocklist(who, "BLOCK")

    def unblock(self, who: str) -> list[str]:
        return self._update_blocklist(who, "UNBLOCK")

    def privacy(self) -> dict[str, str]:
        settings = self._client.get_privacy_settings()
        return {
            field.name: field.enum_type.values_by_number[value].name
            for field, value in settings.ListFields()
        }

    def set_privacy(self, name: str, value: str) -> None:
        """As the server names them: `last`, `none`."""
        from neonize.exc import SetPrivacySettingError
        from neonize.utils.enum import PrivacySetting, PrivacySettingType

        with suppress(SetPrivacySettingError):  # neonize 0.5.2 raises an empty one always
            self._client.set_privacy_setting(PrivacySettingType(name), PrivacySetting(value))

    def set_default_timer(self, seconds: int) -> None:
        self._client.set_default_disappearing_timer(seconds * 10**9)

    def contact_link(self, revoke: bool = False) -> str:
        return str(self._client.get_contact_qr_link(revoke))

    def resolve_link(self, link: str) -> dict[str, str]:
        found = self._client.resolve_contact_qr_link(link)
        return {"jid": address(found.JID), "name": found.PushName, "kind": found.Type}

    def status_privacy(self) -> int:
        """How many lists of readers there are for stories."""
        return len(self._client.get_status_privacy())

    def reject_call(self, of: str, call_id: str) -> None:
        self._client.reject_call(self._jid(of), call_id)

    def _update_blocklist(self, who: str, action: str) -> list[str]:
        from neonize.utils.enum import BlocklistAction

        changed = self._client.update_blocklist(self._jid(who), BlocklistAction[action])
        return [address(jid) for jid in changed.JIDs]
