"""What a stanza says of the message in it, so that who cannot read it can treat it rightly."""

from __future__ import annotations

from typing import NamedTuple

from sandbox.people import fields as f
from sandbox.people.fields import LAYOUTS, Fields, sub, text_of
from sandbox.wire.proto import int_of

EDITED, REVOKED, REVOKED_BY_ADMIN = "1", "7", "8"
MEDIA = {layout.field: kind for kind, layout in LAYOUTS.items()} | {
    f.CONTACT: "vcard",
    f.CONTACTS: "contact_array",
}


class Envelope(NamedTuple):
    type: str = "text"  # text | media | poll | reaction
    media: str = ""  # of what kind
    edit: str = ""
    hidden: bool = False  # nobody is to be told where it cannot be decrypted
    poll: str = ""  # creation | vote


def of(message: Fields) -> Envelope:
    for wrapper in f.WRAPPERS:
        if wrapper in message:
            return of(sub(sub(message, wrapper), 1))
    if f.PROTOCOL in message:
        return Envelope(edit=_edit(sub(message, f.PROTOCOL)), hidden=True)
    if f.REACTION in message:
        back = not text_of(sub(message, f.REACTION), 2)
        return Envelope("reaction", edit=REVOKED if back else "", hidden=True)
    if f.POLL_VOTE in message:
        return Envelope("poll", hidden=True, poll="vote")
    if f.POLL in message:
        return Envelope("poll", poll="creation")
    kind = next((kind for field, kind in MEDIA.items() if field in message), None)
    if kind is None:
        return Envelope()
    return Envelope(
        "media", _refined(kind, sub(message, LAYOUTS[kind].field)) if kind in LAYOUTS else kind
    )


def _edit(inside: Fields) -> str:
    if int_of(inside, 2) == f.EDIT:
        return EDITED
    return REVOKED if int_of(sub(inside, 1), 2) else REVOKED_BY_ADMIN


def _refined(kind: str, inside: Fields) -> str:
    layout = LAYOUTS[kind]
    if layout.ptt and int_of(inside, layout.ptt):
        return "ptt"
    return "gif" if layout.gif and int_of(inside, layout.gif) else kind
