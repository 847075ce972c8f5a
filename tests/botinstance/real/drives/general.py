"""The bot itself, and who is who."""

from __future__ import annotations

from tests.botinstance.real.stage import Drive, Stage
from tests.until import until


def menu(stage: Stage) -> None:
    stage.says(".menu", ".ping")
    stage.says(".menu calc", "Example: .calc")
    stage.says(".menu utility", ".calc <expression>\nWork out a sum")


def owner(stage: Stage) -> None:
    assert stage.ask(".owner")["kind"] == "contact"


def report(stage: Stage) -> None:
    stage.says(".report The tide is late", "my owner has got your words", by=stage.guest)

    def arrived() -> bool:
        return any("The tide is late" in m["text"] for m in stage.owner.messages())

    until(arrived, "the report at the owner's phone")


DRIVES: dict[str, Drive] = {
    "menu": menu,
    "ping": lambda stage: stage.says(".ping", "Pong! "),
    "alive": lambda stage: stage.says(".alive", "I am up for "),
    "info": lambda stage: stage.says(".info", f"Owner: +{stage.bot}"),
    "owner": owner,
    "report": report,
    "usage": lambda stage: stage.says(".usage", "Reports: "),
    "jid": lambda stage: stage.says(".jid", "Person: "),
}
