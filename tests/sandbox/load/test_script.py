"""A script is checked before anybody speaks, and says what is wrong with it."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from sandbox.load import plan
from sandbox.load.script import USUAL, Line, ScriptError, media, read


def script(folder: Path, text: str) -> Path:
    path = folder / "script.toml"
    path.write_text(text)
    return path


def test_lines_are_read(tmp_path: Path) -> None:
    text = '[[line]]\ntext = ".ping"\nanswered = true\nweight = 5\n[[line]]\nmedia = "image"\n'
    assert read(script(tmp_path, text)) == (Line(".ping", True, 5), Line(media="image"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("line = 1", "is no script"),
        ("[[line", "is no script"),
        ('[[line]]\ntext = "x"\nwieght = 2', "unknown field `wieght`"),
        ('[[line]]\ntext = "x"\nmedia = "smell"', "Invalid enum value 'smell'"),
        ("[[line]]\nweight = 2", "Line 1 of .* has neither 'text' nor 'media'"),
        ('[[line]]\ntext = "x"\nweight = -1', "Line 1 of .* has a weight below 0"),
        ('[[line]]\ntext = "x"\nweight = 0', "has no line of any weight"),
        ('[[line]]\nmedia = "video"', "Line 1 of .* is video without a 'file'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ScriptError, match=reason):
        read(script(tmp_path, text))


def test_a_file_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"cannot be read: .*missing\.toml"):
        read(tmp_path / "missing.toml")
    with pytest.raises(ScriptError, match=r"cannot be read: .*cat\.jpg"):
        media(Line(media="image", file="cat.jpg"), tmp_path)


def test_a_file_beside_the_script_is_sent(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_bytes(b"meow")
    sent = media(Line(media="image", file="cat.png"), tmp_path)
    assert sent == {
        "kind": "image",
        "mimetype": "image/png",
        "data": base64.b64encode(b"meow").decode(),
        "filename": "cat.png",
    }


def test_a_picture_can_be_made_up(tmp_path: Path) -> None:
    sent = media(Line(media="image"), tmp_path)
    assert sent
    assert Image.open(io.BytesIO(base64.b64decode(sent["data"]))).format == "JPEG"


def test_the_same_seed_says_the_same() -> None:
    said = [list(plan.turns(20, 2, 10, 60, USUAL, seed)) for seed in (1, 1, 2)]
    assert said[0] == said[1] != said[2]
    assert len(said[0]) == 600
    assert {turn.person for turn in said[0]} == set(range(20))
    assert all(turn.group in (None, turn.person % 2) for turn in said[0])
