"""To laugh, to wonder, to play."""

from __future__ import annotations

from tests.botinstance.real.stage import Drive, Stage


def says(text: str, *words: str) -> Drive:
    """Any of the words."""

    def drive(stage: Stage) -> None:
        answer = str(stage.ask(text)["text"])
        assert any(word in answer for word in words), answer

    return drive


def compliment(stage: Stage) -> None:
    answer = stage.in_group(".compliment", stage.friend, mentions=[stage.guest.number])
    assert answer["mentions"] == [stage.guest.number]


def deed(name: str) -> Drive:
    """A playing video that calls both."""

    def drive(stage: Stage) -> None:
        answer = stage.in_group(f".{name}", stage.friend, mentions=[stage.guest.number])
        assert answer["kind"] == "video"
        assert answer["mentions"] == [stage.friend.number, stage.guest.number]
        assert stage.friend.media(answer)[4:8] == b"ftyp"

    return drive


DRIVES: dict[str, Drive] = {
    "joke": lambda stage: stage.ask(".joke"),
    "quote": says(".motivate", "\n— "),
    "fact": says(".fact", "."),
    "advice": says(".advice", "."),
    "truth": says(".truth", "*Truth:* "),
    "dare": says(".dare", "*Dare:* "),
    "8ball": says(".8ball Will it rain?", "🎱 "),
    "ship": says(".ship Alice and Bob", "Alice ❤ Bob"),
    "rate": says(".rate funny", "% funny today."),
    "dice": says(".roll 2d6+1", "+ 1 = "),
    "coin": says(".cf", "Heads", "Tails"),
    "rps": says(".rps rock", "You win!", "I win!", "A draw."),
    "compliment": compliment,
    **{
        name: deed(name)
        for name in ("hug", "pat", "slap", "highfive", "dance", "wave", "poke", "clap")
    },
}
