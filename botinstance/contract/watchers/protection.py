"""Guards of a group: they come before everybody else."""

from __future__ import annotations

from botinstance.contract.watcher import Kind, Watcher

AT = "botinstance.commands.protection."
SAID = (Kind.MESSAGE, Kind.COMMAND)


def _guard(name: str, feature: str = "protection", edits: bool = False) -> Watcher:
    kinds = (*SAID, Kind.EDIT) if edits else SAID
    return Watcher(name, f"{AT}{name}:heard", name, kinds, feature, groups_only=True)


WATCHERS = (
    _guard("captcha"),
    _guard("antispam"),  # counts all messages, so it comes before those that deal with some
    _guard("antilink", "antilink", edits=True),
    _guard("antiword", edits=True),
    _guard("antitag", edits=True),
    _guard("antimedia"),
    Watcher("antifake", AT + "antifake:joined", "antifake", (Kind.GROUP,), "protection", True),
    Watcher("asking", AT + "captcha:joined", "captcha", (Kind.GROUP,), "protection", True),
    # what guards have dealt with is not kept
    Watcher("keeping", AT + "antidelete:heard", "antidelete", SAID, "protection"),
    Watcher("antidelete", AT + "antidelete:deleted", "antidelete", (Kind.DELETED,), "protection"),
    Watcher("antiviewonce", AT + "viewonce:heard", "antiviewonce", SAID, "protection"),
)
