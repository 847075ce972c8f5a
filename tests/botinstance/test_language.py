"""A bot speaks the language of the chat, and its catalogues are fresh and sound."""

from __future__ import annotations

import string
import threading

import pytest

from botinstance.context import Event
from botinstance.contract.commands import COMMANDS
from botinstance.contract.feature import FEATURES
from botinstance.contract.languages import LANGUAGES
from botinstance.language import ENGLISH, N_, _, language_of, speaking
from botinstance.link.happening import Due
from scripts.lib import translate
from tests.botinstance.commands.conftest import ALICE, BOB, GROUP, TestBot, by

CHAT = str(GROUP["chat"])
LRM = "\u200e"
CALC = next(command for command in COMMANDS if command.name == "calc")
ONLY_GROUPS = "This command works in groups only."
every_translation = pytest.mark.parametrize("language", translate.TRANSLATIONS)


def test_english_is_spoken_unless_told_otherwise(bot: TestBot) -> None:
    assert language_of(bot.state.settings, CHAT) == ENGLISH
    assert _(ONLY_GROUPS) == ONLY_GROUPS


@every_translation
def test_a_chat_is_answered_in_its_language(bot: TestBot, language: str) -> None:
    asked = ".tagall"
    english = bot.say(asked, **GROUP, **by(BOB))
    bot.state.settings.set("language", language, CHAT)
    answer = bot.say(asked, **GROUP, **by(BOB))
    with speaking(language):
        assert answer == _(english) != english
    elsewhere = bot.say(".menu tagall")
    assert elsewhere.endswith(ONLY_GROUPS), "and no other chat is"


def test_setlang_answers_in_the_new_language(bot: TestBot) -> None:
    answer = bot.say(".setlang es", **GROUP, **by(ALICE))
    assert answer == "El idioma de este chat es ahora Español."
    assert bot.say(".ping", **GROUP).startswith("¡Pong!")


def test_the_owner_chooses_for_chats_that_have_not_chosen(bot: TestBot) -> None:
    bot.state.settings.set("default_language", "pt")
    bot.state.settings.set("language", "id", CHAT)
    assert bot.say(".usage").startswith("*Hoje*")
    assert bot.say(".usage", **GROUP).startswith("*Hari ini*")


def test_a_language_that_nobody_knows_is_english(bot: TestBot) -> None:
    bot.state.settings.set("language", "zz", CHAT)
    assert bot.say(".ping", **GROUP).startswith("Pong!")
    assert bot.say(".setlang", **GROUP).startswith("The language of this chat is English.")


def test_what_is_not_translated_is_english() -> None:
    with speaking("es"):
        assert _("Nobody has translated this.") == "Nobody has translated this."
    assert N_(ONLY_GROUPS) == ONLY_GROUPS


def test_each_thread_speaks_for_itself() -> None:
    said: list[str] = []
    with speaking("es"):
        other = threading.Thread(target=lambda: said.append(_(ONLY_GROUPS)))
        other.start()
        other.join()
        assert _(ONLY_GROUPS) == "Este comando solo funciona en grupos."
    assert [*said, _(ONLY_GROUPS)] == [ONLY_GROUPS, ONLY_GROUPS]


def test_jobs_speak_the_language_of_their_chat(
    bot: TestBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def due(event: Event) -> None:
        said.append(_(ONLY_GROUPS))

    monkeypatch.setattr("botinstance.registry.function", lambda where: due)
    bot.state.settings.set("language", "es", CHAT)
    bot.happen(Due(CHAT, "1", "remind", {}, 5.0))
    bot.happen(Due("", "2", "remind", {}, 5.0))
    assert said == ["Este comando solo funciona en grupos.", ONLY_GROUPS]


@every_translation
def test_the_menu_is_translated(bot: TestBot, language: str) -> None:
    bot.state.settings.set("language", language, CHAT)
    menu = bot.say(".menu", **GROUP, **by(ALICE))
    with speaking(language):
        title, text = _("Utility"), _(CALC.help)
    assert CALC.help != text
    assert f"*{title}*\n.calc " in menu
    for named in (title, "utility"):
        page = bot.say(f".menu {named}", **GROUP, **by(ALICE))
        assert page.startswith(f"*{title}*\n\n.calc <expression>\n{text}\n")


@every_translation
def test_the_catalogues_are_fresh(language: str) -> None:
    """Make them anew: `scripts/translate`."""
    made = translate.BOT.catalogue(language)
    assert translate.BOT.po(language).read_bytes() == translate.source(made)
    assert translate.BOT.mo(language).read_bytes() == translate.compiled(made)


@every_translation
def test_all_that_the_bot_says_by_itself_is_translated(language: str) -> None:
    """Whatever is marked in the code, the titles and the features. New commands may be ahead of
    their translations: their help is in English then."""
    helps = {command.help for command in COMMANDS}
    made = translate.BOT.catalogue(language)
    assert [m.id for m in made if m.id and not m.string and m.id not in helps] == []


@every_translation
def test_translations_have_the_names_of_the_english_text(language: str) -> None:
    for message in translate.BOT.catalogue(language):
        if message.id and message.string:
            assert names(message.string) == names(message.id), message.id


def names(text: str) -> set[str]:
    return {name for _text, name, _spec, _kind in string.Formatter().parse(text) if name}


@every_translation
def test_translations_have_the_form_of_the_english_text(language: str) -> None:
    for message in translate.BOT.catalogue(language):
        if message.id and message.string:
            text, english = str(message.string), str(message.id)
            assert text.count("\n") == english.count("\n"), english
            assert text.count("*") == english.count("*"), english
            assert text == text.strip() != "", english


def test_commands_in_arabic_sentences_keep_their_direction() -> None:
    for message in translate.BOT.catalogue("ar"):
        for name in ("{prefix}", "{use}", "+{phone}"):
            for before in str(message.string).split(name)[:-1]:
                assert before.endswith(LRM), message.id


def test_there_is_a_catalogue_for_each_language() -> None:
    assert {*translate.TRANSLATIONS, ENGLISH} == set(LANGUAGES)
    assert all(f.help.endswith(".") for f in FEATURES)
