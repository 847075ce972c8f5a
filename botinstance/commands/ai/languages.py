"""Languages by their ISO 639-1 codes and English names."""

from __future__ import annotations

_TABLE = """af Afrikaans|am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali
bs Bosnian|ca Catalan|cs Czech|cy Welsh|da Danish|de German|el Greek|en English|eo Esperanto
es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|ga Irish|gl Galician|gu Gujarati
ha Hausa|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|ig Igbo
is Icelandic|it Italian|ja Japanese|ka Georgian|kk Kazakh|km Khmer|kn Kannada|ko Korean
ku Kurdish|ky Kyrgyz|la Latin|lo Lao|lt Lithuanian|lv Latvian|mg Malagasy|mk Macedonian
ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|nb Norwegian|ne Nepali
nl Dutch|pa Punjabi|pl Polish|ps Pashto|pt Portuguese|ro Romanian|ru Russian|rw Kinyarwanda
si Sinhala|sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian|sv Swedish|sw Swahili|ta Tamil
te Telugu|tg Tajik|th Thai|tk Turkmen|tl Tagalog|tr Turkish|uk Ukrainian|ur Urdu|uz Uzbek
vi Vietnamese|xh Xhosa|yo Yoruba|zh Chinese|zu Zulu"""

NAMES = dict(entry.split(" ", 1) for entry in _TABLE.replace("\n", "|").split("|"))
_CODES = {name.lower(): code for code, name in NAMES.items()} | {"no": "nb", "farsi": "fa"}


def code(word: str) -> str | None:
    """Of a code or an English name, in any case."""
    word = word.lower()
    return word if word in NAMES else _CODES.get(word)
