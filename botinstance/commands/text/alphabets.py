"""Other alphabets that Unicode has: tables for `styled`, as `str.translate` takes them."""

from __future__ import annotations

import unicodedata
from string import ascii_lowercase, ascii_uppercase, digits

Table = dict[int, int | str]


def styled(text: str, table: Table) -> str:
    """A letter with an accent is that letter of the alphabet, with the accent."""
    spelt = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", spelt.translate(table))


def _run(plain: str, first: str) -> Table:
    """`plain` as the characters from `first` on."""
    return {ord(c): ord(first) + i for i, c in enumerate(plain)}


def _alphabet(upper: str, lower: str, number: str = "", **odd: str) -> Table:
    """Each begins where told; `odd` are letters that stand elsewhere."""
    table = _run(ascii_uppercase, upper) | _run(ascii_lowercase, lower)
    if number:
        table |= _run(digits, number)
    return table | {ord(letter): other for letter, other in odd.items()}


def _pairs(plain: str, other: str) -> Table:
    return dict(zip(map(ord, plain), other, strict=True))


_CIRCLED_DIGITS = _pairs(digits, "⓪①②③④⑤⑥⑦⑧⑨")
_DOUBLE = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}

STYLES: tuple[Table, ...] = (  # what people know by its number: add at the end only
    _alphabet("𝐀", "𝐚", "𝟎"),
    _alphabet("𝐴", "𝑎", h="ℎ"),
    _alphabet("𝑨", "𝒂"),
    _alphabet("𝗔", "𝗮", "𝟬"),
    _alphabet("𝘈", "𝘢"),
    _alphabet("𝘼", "𝙖"),
    _alphabet("𝓐", "𝓪"),
    _alphabet("𝕬", "𝖆"),
    _alphabet("𝔸", "𝕒", "𝟘", **_DOUBLE),
    _alphabet("𝙰", "𝚊", "𝟶"),
    _alphabet("Ⓐ", "ⓐ") | _CIRCLED_DIGITS,
    _alphabet("🄰", "🄰"),
    _pairs(ascii_lowercase, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ"),
)

# raised letters, of which there are no capitals
_RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖᑫʳˢᵗᵘᵛʷˣʸᶻ"
TINY = (
    _pairs(ascii_lowercase, _RAISED)
    | _pairs(ascii_uppercase, _RAISED)
    | _pairs(digits + "+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
)

WIDE = _run("".join(map(chr, range(ord("!"), ord("~") + 1))), "！") | _pairs(" ", "\u3000")

# what it is turned into is turned back; the last eight are marks above a letter, and below it
_UPRIGHT = (
    'abcdefghijklmnrtvwyABCDEFGJKLMPRTUVY1234567!?.,"&_;([{<'
    "\u0300\u0301\u0302\u0303\u0304\u0307\u0308\u030a"
)
_TURNED = (
    "ɐqɔpǝɟƃɥᴉɾʞʅɯuɹʇʌʍʎ∀ᗺƆᗡƎℲ⅁ſ⋊⅂WԀᴚ⊥∩Λ⅄ƖᄅƐㄣϛ9ㄥ¡¿˙'„⅋‾⸵)]}>"
    "\u0316\u0317\u032d\u0330\u0331\u0323\u0324\u0325"
)
TURNED = _pairs(_UPRIGHT, _TURNED) | _pairs(_TURNED, _UPRIGHT)
