"""People take their turns, and listen for what the bot answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.load import plan
from sandbox.load.phones import LoadError, Message, Phones
from sandbox.load.plan import Turn
from sandbox.load.script import Line, media
from sandbox.load.tally import Answer, Question, waits

# What changes an earlier message, or is no message at all, answers nothing.
NO_ANSWER = frozenset({"edit", "revoke", "reaction", "poll_vote", "event"})
GLANCE = 0.2  # seconds between two looks at whether all answers are there


@dataclass(frozen=True)
class Wish:
    bot: str  # number of the phone that it is linked to
    people: int
    groups: int
    rate: float  # messages a second, of all people together
    seconds: float
    patience: float  # seconds in which an answer counts
    seed: int
    lines: Sequence[Line]
    folder: Path  # where the files of lines are


@dataclass
class Outcome:
    sent: int = 0
    refused: int = 0
    reason: str = ""  # of the last refusal
    questions: list[Question] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def waits(self) -> dict[str, float]:
        return waits(self.questions, self.answers)


class Crowd:
    def __init__(self, phones: Phones, wish: Wish) -> None:
        self.outcome = Outcome()
        self._phones = phones
        self._wish = wish
        self._files = {line: media(line, wish.folder) for line in wish.lines}
        self._groups: list[str] = []
        self._start = 0.0

    async def gather(self) -> None:
        """Everyone has a phone and is in a group. Raises LoadError."""
        wish = self._wish
        if not await self._phones.exists(wish.bot):
            raise LoadError(f"No phone of this sandbox has the number {wish.bot}.")
        for person in range(wish.people):
            await self._phones.open(plan.number(person), f"Person {person + 1}")
        for group in range(wish.groups):
            first, *others = map(plan.number, plan.members(wish.people, wish.groups, group))
            subject = f"Load {group + 1}"
            self._groups.append(await self._phones.group(first, subject, [*others, wish.bot]))

    async def speak(self, tell: Callable[[Outcome], None]) -> None:
        """Until every answer is there, or is lost. Raises LoadError if the sandbox has gone."""
        try:
            async with asyncio.TaskGroup() as tasks:
                ears = [tasks.create_task(self._listen(one)) for one in range(self._wish.people)]
                reporter = tasks.create_task(self._report(tell))
                await self._say_all()
                await self._hear_all()
                for task in (*ears, reporter):
                    task.cancel()
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None

    async def _say_all(self) -> None:
        wish = self._wish
        self._start = time.monotonic()
        async with asyncio.TaskGroup() as mouths:
            for turn in plan.turns(
                wish.people, wish.groups, wish.rate, wish.seconds, wish.lines, wish.seed
            ):
                await asyncio.sleep(self._start + turn.due - time.monotonic())
                mouths.create_task(self._say(turn))

    async def _say(self, turn: Turn) -> None:
        sender = plan.number(turn.person)
        chat = sender if turn.group is None else self._groups[turn.group]
        to = self._wish.bot if turn.group is None else chat
        try:
            name = await self._phones.send(sender, to, turn.line.text, self._files[turn.line])
        except LoadError as error:
            self.outcome.refused += 1
            self.outcome.reason = str(error)
            return
        self.outcome.sent += 1
        if turn.line.answered:
            self.outcome.questions.append(Question(chat, name, self._start + turn.due))

    async def _hear_all(self) -> None:
        end = time.monotonic() + self._wish.patience
        while time.monotonic() < end and len(self.outcome.waits) < len(self.outcome.questions):
            await asyncio.sleep(GLANCE)

    async def _listen(self, person: int) -> None:
        """To the bot: alone with it, and for everyone in the group if it is the first there."""
        number = plan.number(person)
        chats = {self._wish.bot: number} | {
            chat: chat for chat in self._groups[person : person + 1]
        }
        names: dict[int, str] = {}
        since = await self._newest(number)
        while True:
            for message in await self._phones.messages(number, since):
                since = message["id"]
                names[since] = message["message_id"]
                chat = chats.get(message["chat"])
                if chat and message["from"] == self._wish.bot and message["kind"] not in NO_ANSWER:
                    self._answered(chat, names, message)

    def _answered(self, chat: str, names: dict[int, str], message: Message) -> None:
        quoted = names.get(message.get("quoted") or 0, "")
        self.outcome.answers.append(Answer(chat, quoted, time.monotonic()))

    async def _newest(self, number: str) -> int:
        return max((it["id"] for it in await self._phones.messages(number, 0, wait=0)), default=0)

    async def _report(self, tell: Callable[[Outcome], None]) -> None:
        while True:
            tell(self.outcome)
            await asyncio.sleep(1)
