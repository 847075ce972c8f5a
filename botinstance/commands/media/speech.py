"""A text as speech: espeak-ng speaks, ffmpeg packs it as WhatsApp's voice notes are."""

from __future__ import annotations

from botinstance import tools

_CODES = """af ar bg bn ca cs cy da de el en eo es et fa fi fr ga gu hr hu hy id ja ka kn
ko la lt lv mk ml mr ms nb ne nl pa pl pt ro ru sk sl sq sr sv sw ta te tr uk ur vi"""
# What a person may write for a language: espeak-ng's voice. English texts begin with "hi", "it"
# and "is" every day, so these three are asked for by their longer codes.
LANGUAGES = {code: code for code in _CODES.split()} | {"hin": "hi", "ita": "it", "isl": "is"}
SECONDS = 20.0  # for each of the two programs
_RATE, _WIDTH, _HEADER = 22050, 2, 44  # what espeak-ng writes: Hz, bytes a sample, RIFF header


def voice_note(text: str, language: str) -> tuple[bytes, int]:
    """Ogg/Opus, mono, 48 kHz, and its whole seconds. `language` is a value of LANGUAGES.

    Raises UserError, ToolError.
    """
    # the text goes in by stdin: as an argument it could be an option, and everybody could see it
    speak = ["espeak-ng", "-v", language, "--stdin", "--stdout"]
    wave = tools.run(speak, text.encode(), SECONDS)
    pack = ["ffmpeg", "-v", "error", "-f", "wav", "-i", "pipe:0", "-ac", "1", "-ar", "48000"]
    pack += ["-c:a", "libopus", "-b:a", "32k", "-application", "voip", "-f", "ogg", "pipe:1"]
    ogg = tools.run(pack, wave, SECONDS)
    return ogg, max(1, round((len(wave) - _HEADER) / (_RATE * _WIDTH)))
