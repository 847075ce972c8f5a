"""All that a test may ask of a client."""

from __future__ import annotations

from tests.sandbox.client.calls.account import Account
from tests.sandbox.client.calls.chat import Chat
from tests.sandbox.client.calls.contacts import Contacts
from tests.sandbox.client.calls.groups import Groups
from tests.sandbox.client.calls.kinds import Kinds
from tests.sandbox.client.calls.media import Media
from tests.sandbox.client.calls.profile import Profile


class Calls(Account, Chat, Contacts, Groups, Kinds, Media, Profile):
    """One method for each `call`."""
