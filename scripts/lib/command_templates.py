"""What a new command begins as. $name is what people write, $module how its file is called."""

from __future__ import annotations

from string import Template

ROW = Template("""
    Command(
        name="$name",
        usage="<name>",
        help="Greet somebody by name.",
        example="$name Alice",
        answer="Hello Alice!",
        category=CATEGORY,
        handler=AT + "$module:run",
        $options
    ),
""")

HANDLER = Template('''\
"""$name: greets somebody by name."""

from __future__ import annotations

from botinstance.context import Context, UserError

LENGTH = 100  # characters of a name


def run(context: Context) -> str:
    if not 0 < len(context.args) <= LENGTH:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(f"Write a name of at most {LENGTH} characters, as in {use} Alice")
    return f"Hello {context.args}!"
''')

TEST = Template('''\
"""What $name answers where the example in the table does not say it."""

from __future__ import annotations

import pytest

from tests.botinstance.commands.conftest import $people


@pytest.mark.parametrize("args", ["", "a" * 101])
def test_it_says_what_to_write(bot: TestBot, args: str) -> None:
    ${switch}answer = bot.say(f".$name {args}"$by)
    assert answer == "Write a name of at most 100 characters, as in .$name Alice"
''')

DRIVE = Template('"$name": lambda stage: stage.says(".$name Alice", "Hello Alice!"$of),')

# of a command whose feature has to be switched on
SWITCHED = Template("""\
def drive_$name(stage: Stage) -> None:
    with stage.with_features($feature=True):
        stage.says(".$name Alice", "Hello Alice!"$of)


""")
SWITCHED_ENTRY = Template('"$name": drive_$name,')

DRIVES = Template('''\
"""Drives of the section $section."""

from __future__ import annotations

from tests.botinstance.real.stage import Drive, Stage

DRIVES: dict[str, Drive] = {}
''')


def dressing(feature: str, on: bool, everybody: bool) -> dict[str, str]:
    """What the test and the drive of a command need beside: its feature may have to be switched
    on, and it may not be for everybody."""
    return {
        "feature": feature,
        "switch": "" if on else f'bot.switch("{feature}", True)\n    ',
        "people": "TestBot" if everybody else "OWNER, TestBot, by",
        "by": "" if everybody else ", **by(OWNER)",
        "of": "" if everybody else ", by=stage.owner, to=stage.group",
    }
