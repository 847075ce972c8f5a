"""What the language model remembers of a chat: the last exchanges, on disk."""

from __future__ import annotations

from typing import Any

from botinstance.state.records import Records

EXCHANGES, LENGTH = 12, 6000  # that are kept, and their characters altogether
_PART = 2000  # characters that are kept of one question, and of one answer
_KIND, _KEY = "ai", "talk"


def past(records: Records, chat: str) -> list[dict[str, Any]]:
    """As messages for the model, oldest first."""
    return [
        {"role": role, "content": words}
        for exchange in records.get(_KIND, chat, _KEY, [])
        for role, words in zip(("user", "assistant"), exchange, strict=True)
    ]


def remember(records: Records, chat: str, question: str, answer: str) -> None:
    fresh = [question[:_PART], answer[:_PART]]
    records.change(_KIND, chat, _KEY, lambda kept: _newest([*kept, fresh]), [])


def forget(records: Records, chat: str) -> None:
    records.delete(_KIND, chat, _KEY)


def _newest(exchanges: list[list[str]]) -> list[list[str]]:
    kept = exchanges[-EXCHANGES:]
    while sum(len(words) for exchange in kept for words in exchange) > LENGTH:
        kept = kept[1:]
    return kept
