"""What is taken for a link, and what is not."""

from __future__ import annotations

import random
import time

import pytest

from botinstance.commands.protection.ends import ENDS
from botinstance.commands.protection.links import domain, links, within

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u3164\ufe0f"
WORDS = (
    "we",
    "meet",
    "at",
    "the",
    "pier",
    "on",
    "Friday",
    "bring",
    "some",
    "tea",
    "it",
    "is",
    "cold",
)


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.travel/x",
        "HTTP://EXAMPLE.COM",
        "hxxps://example.travel",
        "http : // example.com",
        "h t t p s : / / e x a m p l e . t r a v e l",
        "ftp://files.example.aero",
        "https://10.0.0.1/x",
        "www.example.travel",
        "www . example . travel",
        "example.com",
        "Example.COM.",
        "(example.com),",
        "_example.com_ and *more*",
        "…look...example.com!",
        "a.b.c.d.e.f.g.h.i.j.example.com",
        "example.com:8080/x?y=1#z",
        "sub.example.co.uk",
        "example.co.in",
        "amazon.in/offer",
        "youtu.be/abc",
        "example .com",
        "example . com",
        "example [.] com",
        "example(dot)com",
        "example dot com",
        "e x a m p l e . c o m",
        "ｅｘａｍｐｌｅ．ｃｏｍ",
        "𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐜𝐨𝐦",
        "example。com",
        "пример.рф",
        "उदाहरण.भारत",
        "مثال.مصر",
        "例子.中国",
        "xn--e1afmkfd.xn--p1ai",
        "chat.whatsapp.com/AbCdEfGhIj",
        "chat . whatsapp . com / AbC",
        "c h a t. w h a t s a p p. c o m",
        "chat. whatsapp. com/AbC",
        "whatsapp.com/channel/0029Va",
        "wa.me/15550002",
        "wa .me / 15550002",
        "t.me/+AbC",
        "discord.gg/AbC",
        "bit . ly / AbC",
    ],
)
def test_a_link_is_found_in_disguise(text: str) -> None:
    assert links(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e.g.",
        "i.e. this, e.g. that, etc.",
        "3.5",
        "1.2.3.4",
        "v1.2.3",
        "25.12.2024 at 18.30",
        "file.py",
        "README.md and script.sh, photo.jpg, main.rs, doc.pdf",
        "node.js",
        "U.S.A.",
        "5 p.m. or 6 a.m.",
        "wait...what",
        "Thanks. Me too",
        "That's it. In the morning.",
        "yes.it is",
        "ok.me too",
        "no.to be fair",
        "well played.gg",
        "oi.vc vem?",
        "250.ml",
        "hello . me too",
        "Bom dia. Com certeza",
        "the dot com bubble",
        "don't . me / you",
        "iowa. me/you",
        "and/or, 50 km/h, 24/7",
        "http is a protocol",
        "// a comment",
        "alice@example.com",
        "john.doe@mail.example.org",
        "@15550002 com",
        "नमस्ते। कैसे हो",
        "مرحبا. كيف الحال",
        "😀.😀",
    ],
)
def test_other_text_is_no_link(text: str) -> None:
    assert links(text) == []


def test_any_link_is_found_in_any_disguise() -> None:
    chance = random.Random(1)
    for _ in range(2000):
        name = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9))
        end = chance.choice(sorted(ENDS))
        text = _disguised(chance, f"x{name}", end)
        before, after = (" ".join(chance.choices(WORDS, k=3)) for _ in range(2))
        assert links(f"{before} {text} {after}"), text


def _disguised(chance: random.Random, name: str, end: str) -> str:
    link = f"{name}.{end}"
    how = chance.randrange(5)
    if how == 0:
        return "".join(c.upper() if chance.random() < 0.5 else c for c in link)
    if how == 1:
        return "".join(c + chance.choice(INVISIBLE) for c in link)
    if how == 2:
        return chance.choice(("https://", "hxxp://", "http:// ", "www.")) + link
    if how == 3:
        return " ".join(f"{name}.com")
    return name + chance.choice((" .", " . ", "[.]", " (dot) ", " dot ", "{.}")) + "com"


def test_no_link_is_found_where_nobody_put_one() -> None:
    chance = random.Random(2)
    stops = (" ", " ", " ", ", ", ". ", "... ", "! ", " - ", ".\n", " 3.5 ", " e.g. ")
    for _ in range(2000):
        text = "".join(chance.choice(WORDS) + chance.choice(stops) for _ in range(20))
        assert links(text) == [], text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("https://www.Example.org/a and example.org", ["example.org"]),
        ("chat.whatsapp.com/AbC", ["chat.whatsapp.com"]),
        ("https://youtube.com@evil.example/", ["evil.example"]),
        ("https://evil.example\\@youtube.com", ["evil.example"]),
        ("https://youtube.com.evil.com", ["youtube.com.evil.com"]),
    ],
)
def test_a_link_is_told_by_where_it_leads(text: str, names: list[str]) -> None:
    assert links(text) == names


@pytest.mark.parametrize(
    "text", ["a.", "a ", "http://", "h t t p ", "a-.", "w w w . ", "[a ", "@"]
)
def test_a_huge_message_is_read_in_no_time(text: str) -> None:
    begun = time.process_time()
    links((text * 65536)[:65536])
    assert time.process_time() - begun < 2.0


def test_a_site_covers_what_is_under_it() -> None:
    assert within("www.example.org", ["example.org"])
    assert within("whatsapp.com/channel", ["whatsapp.com"])
    assert not within("notexample.org", ["example.org"])
    assert not within("", ["example.org"])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("example.org", "example.org"),
        ("https://www.Example.org/path", "example.org"),
        ("example", None),
        ("a b.org", None),
        ("*", None),
        ("", None),
    ],
)
def test_a_site_to_allow_is_a_name_or_an_address(word: str, name: str | None) -> None:
    assert domain(word) == name
