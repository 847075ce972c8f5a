"""A text in another shape."""

from __future__ import annotations

from tests.botinstance.real.stage import Drive, Stage


def password(stage: Stage) -> None:
    assert len(stage.ask(".password 20")["text"].strip("`")) == 20
    assert "private chat only" in stage.in_group(".password 20")["text"]


def there_and_back(word: str, text: str, coded: str) -> Drive:
    def drive(stage: Stage) -> None:
        stage.says(f".{word} enc {text}", coded)
        stage.says(f".{word} dec {coded}", text)

    return drive


DRIVES: dict[str, Drive] = {
    "fancy": lambda stage: stage.says(".fancy 1 Hello", "𝐇𝐞𝐥𝐥𝐨"),
    "fliptext": lambda stage: stage.says(".flip Hello!", "¡oʅʅǝH"),
    "tiny": lambda stage: stage.says(".tiny hello", "ʰᵉˡˡᵒ"),
    "vapor": lambda stage: stage.says(".vapor hello", "ｈｅｌｌｏ"),
    "revtext": lambda stage: stage.says(".revtext hello", "olleh"),
    "base64": there_and_back("base64", "hello", "aGVsbG8="),
    "binary": there_and_back("binary", "hi", "01101000 01101001"),
    "hex": there_and_back("hex", "hello", "68 65 6c 6c 6f"),
    "rot13": lambda stage: stage.says(".rot13 hello", "uryyb"),
    "morse": lambda stage: stage.says(".morse enc SOS", "... --- ..."),
    "password": password,
    "uuid": lambda stage: stage.says(".uuid", "-4"),
    "hash": lambda stage: stage.says(".md5 hello", "5d41402abc4b2a76b9719d911017c592"),
    "readmore": lambda stage: stage.says(".readmore Guess what!|A cake", "A cake"),
}
