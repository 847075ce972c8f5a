"""The pages speak the reader's language, and their catalogues are fresh and sound."""

from __future__ import annotations

import re
import string

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.errors import refusal_of
from botinstance.contract.problem import Invalid
from scripts.lib import translate

every_translation = pytest.mark.parametrize("language", translate.TRANSLATIONS)
_PERCENT = re.compile(r"%\((\w+)\)[a-z]")


def test_the_browser_says_which_language(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "pt-BR,pt;q=0.9,en;q=0.5"}).text
    assert '<html lang="pt" dir="ltr">' in page
    assert "próprio bot de WhatsApp" in page


def test_a_language_that_nobody_has_translated_is_english(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "fi"}).text
    assert '<html lang="en" dir="ltr">' in page


def test_arabic_runs_from_right_to_left(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "ar"}).text
    assert '<html lang="ar" dir="rtl">' in page


def test_what_is_wrong_with_a_value_is_said_in_it_too(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "es"}):
        wrong = refusal_of(Invalid("the number of vouchers must be from 1 to {most}", most=9))
        assert wrong.said() == "El número de vales debe estar entre 1 y 9."
        assert wrong.message == "The number of vouchers must be from 1 to 9."


def test_the_chosen_language_beats_the_browsers(client: FlaskClient) -> None:
    token = re.search(r'csrf_token" value="([^"]+)"', client.get("/").text)
    assert token
    sent = {"csrf_token": token[1], "language": "es", "back": "/sign-in"}
    answer = client.post("/language", data=sent)
    assert answer.location == "/sign-in"
    page = client.get("/", headers={"Accept-Language": "ar"}).text
    assert '<html lang="es"' in page


@pytest.mark.parametrize("back", ["https://evil.example/x", "//evil.example", "/\\evil", ""])
def test_choosing_leads_nowhere_else(client: FlaskClient, back: str) -> None:
    token = re.search(r'csrf_token" value="([^"]+)"', client.get("/").text)
    assert token
    sent = {"csrf_token": token[1], "language": "es", "back": back}
    assert client.post("/language", data=sent).location in ("/", "/x")


@every_translation
def test_the_catalogues_are_fresh(language: str) -> None:
    """Make them anew: `scripts/translate`."""
    made = translate.DASHBOARD.catalogue(language)
    assert translate.DASHBOARD.po(language).read_bytes() == translate.source(made)
    assert translate.DASHBOARD.mo(language).read_bytes() == translate.compiled(made)


@every_translation
def test_every_text_of_the_pages_is_translated(language: str) -> None:
    made = translate.DASHBOARD.catalogue(language)
    assert [m.id for m in made if m.id and not m.string] == []


@every_translation
def test_translations_have_the_names_of_the_english_text(language: str) -> None:
    for message in translate.DASHBOARD.catalogue(language):
        if not message.id:
            continue  # the head of the file
        for text in _texts(message.string):
            english = _texts(message.id)[-1]
            assert sorted(_PERCENT.findall(text)) == sorted(_PERCENT.findall(english)), english
            assert _braces(text) == _braces(english), english
            assert text == text.strip() != "" or english != english.strip(), english


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value or "")]


def _braces(text: str) -> set[str]:
    try:
        return {name for _text, name, _spec, _kind in string.Formatter().parse(text) if name}
    except ValueError:
        return set()
