"""Commands that the owner makes in a chat: a name, and what is answered."""

from __future__ import annotations

from botinstance.contract.command import Command, Permission

CATEGORY = "Own commands"
AT = "botinstance.commands.custom."

KIND = "command"  # of the records that keep them; the key is the name, the value the answer
OWN = Command(
    name="",
    usage="",
    help="A command that the owner of this bot has made.",
    example="",
    answer="",
    category=CATEGORY,
    handler=AT + "own:run",
)

COMMANDS = (
    Command(
        name="setcmd",
        aliases=("addcmd",),
        usage="<name> = <answer>",
        help="Make a command of your own: &user, &args, &group and &time stand for who asks, what "
        "follows the name, the group and the time.",
        example="setcmd hours = Hello &user, we are open from 9 to 5.",
        answer="Saved: .hours answers now.",
        category=CATEGORY,
        handler=AT + "own:make",
        permission=Permission.SUDO,
    ),
    Command(
        name="delcmd",
        usage="<name>",
        help="Take a command away that was made with setcmd.",
        example="delcmd hours",
        answer="Gone: .hours",
        category=CATEGORY,
        handler=AT + "own:remove",
        permission=Permission.SUDO,
    ),
    Command(
        name="cmds",
        usage="",
        help="Show the commands that this bot's owner has made.",
        example="cmds",
        answer="…",
        category=CATEGORY,
        handler=AT + "own:show",
    ),
)
