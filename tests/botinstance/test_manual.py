"""The manual of commands is fresh."""

from __future__ import annotations

from botinstance.contract.commands import COMMANDS
from botinstance.manual import markdown
from tests.botinstance.bots import ROOT


def test_the_manual_in_docs_is_what_the_tables_say() -> None:
    """Make it anew: `python -m botinstance.manual > docs/commands.md`."""
    assert (ROOT / "docs" / "commands.md").read_text() == markdown()


def test_it_tells_of_every_command() -> None:
    text = markdown()
    assert all(f"**`.{command.name}" in text and command.help in text for command in COMMANDS)
