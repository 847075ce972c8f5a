"""Pictures and documents."""

from __future__ import annotations

from botinstance.contract.command import Command, Cost

CATEGORY = "Media"
AT = "botinstance.commands.media."


def _picture(
    name: str, usage: str, help: str, example: str, handler: str, aliases: tuple[str, ...] = (),
    answer: str = "(picture)",
) -> Command:  # fmt: skip
    return Command(
        name=name,
        aliases=aliases,
        usage=usage,
        help=help,
        example=example,
        answer=answer,
        category=CATEGORY,
        handler=AT + handler,
        feature="media",
        cost=Cost.HEAVY,
        cooldown=1.0,
    )


def _filter(name: str, help: str) -> Command:
    return _picture(name, "", help, name, "picture:filtered")


def _scene(name: str, help: str) -> Command:
    return _picture(name, "[@person]", help, name, "portrait:scene")


def _logo(name: str, help: str) -> Command:
    return _picture(name, "<text>", help, f"{name} Hello", "logo:styled")


PICTURES = (
    _filter("blur", "Make a picture that you send or reply to hard to recognize."),
    _filter("pixel", "Show a picture in large squares."),
    _filter("gray", "Take the colours out of a picture."),
    _filter("invert", "Show a picture as its negative."),
    _filter("sketch", "Show a picture as drawn with a pencil."),
    _filter("contrast", "Give a pale picture more contrast."),
    _picture(
        "rotate",
        "[90, 180, 270, h or v]",
        "Turn a picture clockwise, or mirror it.",
        "rotate 180",
        "picture:rotate",
    ),
    _picture(
        "mirror",
        "[h or v]",
        "Mirror a picture: left and right, or up and down.",
        "mirror v",
        "picture:mirror",
    ),
    _picture(
        "hd",
        "",
        "Make a small picture twice as large, and sharper.",
        "hd",
        "picture:hd",
        ("enhance", "upscale"),
    ),
    _picture(
        "removebg",
        "",
        "Take away what is behind the person or the thing on a picture.",
        "removebg",
        "removebg:run",
        ("rmbg",),
    ),
    _scene("wanted", "Put somebody, or a picture, on a poster of the Wild West."),
    _scene("wasted", "Show somebody, or a picture, as at the end of a game."),
    _scene("jail", "Put somebody, or a picture, behind bars."),
    _scene("trash", "Throw somebody, or a picture, into the bin."),
    _picture(
        "triggered",
        "[@person]",
        "Make a sticker of somebody, or of a picture, that shakes with anger.",
        "triggered",
        "portrait:triggered",
        answer="(sticker)",
    ),
    _picture(
        "textlogo",
        "[neon, glitch or matrix] <text>",
        "Write words as a picture, in one of three styles.",
        "textlogo glitch Hello",
        "logo:run",
    ),
    _logo("neon", "Write words as glowing tubes."),
    _logo("glitch", "Write words as on a broken screen."),
    _logo("matrix", "Write words in a rain of green letters."),
    _picture(
        "qr",
        "<text>",
        "Make a QR code of a text or an address.",
        "qr hello",
        "qr:draw",
        ("makeqr",),
    ),
    _picture(
        "readqr",
        "",
        "Read the QR code or barcode on a picture.",
        "readqr",
        "qr:read",
        ("qrscan",),
        "*QRCode*\nhttps://example.org",
    ),
    _picture(
        "ocr",
        "[language]",
        "Write down the words on a picture.",
        "ocr",
        "ocr:run",
        ("readtext",),
        "Good morning",
    ),
    _picture(
        "topdf",
        "[name]",
        "Make a PDF of a picture; of two, if you send one as a reply to the other.",
        "topdf Holiday",
        "document:topdf",
        ("imgtopdf",),
        "(document)",
    ),
    _picture(
        "pdftoimg",
        "[pages, such as 2-4]",
        "Show pages of a PDF that you reply to as pictures, the first five unless you say others.",
        "pdftoimg 1",
        "document:pdftoimg",
    ),
)
