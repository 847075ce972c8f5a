"""Ends of names that are taken for links without https:// before them: the commonest ones."""

from __future__ import annotations

_ENDS = (
    "com net org info biz edu gov xyz online site website store shop club live app dev page link "
    "click top vip icu buzz tech cloud blog news tv cc io ai ws fm pw tk cf gq eu "
    "uk de fr es pt br ar mx cl pe ec uy ca ru su ua kz pl cz sk hu ro bg gr tr ir sa ae eg dz tn "
    "ng ke gh za tz ug ch nl dk fi lt lv ee ie jp cn kr tw hk sg id ph vn th pk bd lk np nz "
    "рф бел укр мкд срб қаз भारत ભારત বাংলা ভারত இந்தியா مصر ايران السعودية امارات المغرب "
    "پاکستان 中国 中國 台湾 香港 한국 みんな 公司 网络 ไทย"
)
# Ends that are words as well, where somebody leaves out the space behind a full stop: believed
# only with a path (youtu.be/…) or behind a second name (example.co.in).
_WORDS = (
    "me in it to so is be at no us am do as la se my co st ac im il ma et au by ve vc gd ly gl ga "
    "ml gg"
)
_SECONDS = "co com net org gov edu ac"

ENDS, WORDS, SECONDS = (frozenset(it.split()) for it in (_ENDS, _WORDS, _SECONDS))


def ends_a_link(name: str, path: bool) -> bool:
    """Whether the name, such as example.org, is a link; `path` says if a / follows it."""
    *_, second, end = name.split(".")
    if end in ENDS or end.startswith("xn--"):
        return True
    return end in WORDS and (path or (second in SECONDS and name.count(".") > 1))
