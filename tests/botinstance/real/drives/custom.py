"""The owner's own text commands."""

from __future__ import annotations

from tests.botinstance.real.stage import Drive, Stage


def setcmd(stage: Stage) -> None:
    stage.says(".setcmd hello = Hello &user", "Saved: .hello", by=stage.owner, to=stage.group)
    stage.says(".hello", "Hello ")
    stage.says(".delcmd hello", "Gone: .hello", by=stage.owner, to=stage.group)


def cmds(stage: Stage) -> None:
    stage.says(".setcmd hello = Hello", "Saved", by=stage.owner, to=stage.group)
    stage.says(".cmds", ".hello")
    stage.says(".delcmd hello", "Gone", by=stage.owner, to=stage.group)


DRIVES: dict[str, Drive] = {"setcmd": setcmd, "delcmd": setcmd, "cmds": cmds}
