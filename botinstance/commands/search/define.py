"""define: what an English word means.

ref: https://dictionaryapi.dev
"""

from __future__ import annotations

from typing import Any

from botinstance.commands.search.ask import ask, nothing, strange, topic
from botinstance.context import Context
from botinstance.web import NotFound

PARTS, EACH = 4, 3  # of speech, and definitions of each
_LENGTH = 400  # characters of one definition


def run(context: Context) -> str:
    from urllib.parse import quote

    word = topic(context, "word", "serendipity")
    try:
        path = f"/api/v2/entries/en/{quote(word, safe='')}"
        entry = ask(context, "dictionary_url", path)[0]
        return _shown(entry)
    except NotFound:
        raise nothing(word) from None
    except (LookupError, TypeError, AttributeError):
        raise strange("the dictionary") from None


def _shown(entry: Any) -> str:
    sound = entry.get("phonetic")
    lines = [f"*{entry['word']}*" + (f" {sound}" if sound else "")]
    for meaning in entry["meanings"][:PARTS]:
        lines += ["", str(meaning["partOfSpeech"])]
        for number, definition in enumerate(meaning["definitions"][:EACH], 1):
            lines.append(f"{number}. {definition['definition'][:_LENGTH]}")
            example = definition.get("example")
            if example:
                lines.append(f"_{example[:_LENGTH]}_")
    return "\n".join([*lines, "", "Source: Free Dictionary API (Wiktionary)"])
