"""Which answer belongs to which question, and how long it took."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Question(NamedTuple):
    chat: str
    message_id: str
    at: float  # seconds, on any clock


class Answer(NamedTuple):
    chat: str
    quoted: str  # the message that it quotes, if any
    at: float


def waits(questions: Iterable[Question], answers: Iterable[Answer]) -> dict[str, float]:
    """Seconds until each question's answer, by the question's message.

    An answer counts for the message that it quotes, else for the oldest of its chat that has none
    yet.
    """
    open_ = {one.message_id: one for one in sorted(questions, key=lambda one: one.at)}
    found: dict[str, float] = {}
    loose: list[Answer] = []
    for answer in sorted(answers, key=lambda one: one.at):
        if not answer.quoted:
            loose.append(answer)
        elif question := open_.pop(answer.quoted, None):
            found[question.message_id] = answer.at - question.at
    chats: defaultdict[str, list[Question]] = defaultdict(list)
    for question in open_.values():
        chats[question.chat].append(question)
    for answer in loose:
        waiting = chats.get(answer.chat)
        if waiting and waiting[0].at <= answer.at:
            question = waiting.pop(0)
            found[question.message_id] = answer.at - question.at
    return found


def quantiles(values: Sequence[float]) -> tuple[float, float, float]:
    """The 50th, 95th and 99th percentile; NaN where there are fewer than two values."""
    if len(values) < 2:
        return (float("nan"),) * 3
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]
