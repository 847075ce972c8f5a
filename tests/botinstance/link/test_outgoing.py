"""What a bot sends."""

from __future__ import annotations

import pytest

from botinstance.link import outgoing


@pytest.mark.parametrize("words", [".leave", "!kick @1", "/start", "..all", "-ban", "$été"])
def test_no_answer_is_a_command_to_another_bot(words: str) -> None:
    assert outgoing.text(words).extendedTextMessage.text == "\u200b" + words


@pytest.mark.parametrize("words", ["-5", "14", "*Truth:*", "…", "", ". well", "@1 is", ":)"])
def test_other_answers_are_sent_as_they_are(words: str) -> None:
    assert outgoing.text(words).extendedTextMessage.text == words
