"""Load neonize without what it brings for things that a bot never asks it to do: link previews,
vCards, pictures, video, QR codes on a terminal, downloads of itself. docs/performance.md has the
measures."""

from __future__ import annotations

import io
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from botinstance.link import protos

# Absent while neonize is imported.
ABSENT = ("PIL", "concurrent.futures", "linkpreview", "magic", "phonenumbers", "requests", "segno",
          "shutil", "tqdm")  # fmt: skip
# neonize's own that a bot does without for good.
UNUSED = ("neonize.utils.calc", "neonize.utils.ffmpeg", "neonize.utils.iofile",
          "neonize.utils.sticker", "neonize.utils.thumbnail")  # fmt: skip
# Packages that import all of their modules, where one is enough.
BARE = ("neonize.ext.interactive_message",)


def load() -> None:
    """Import neonize; afterwards our own code may import the real libraries."""
    if "neonize" in sys.modules:
        return
    absent = {name: _Absent(name) for name in ABSENT if name not in sys.modules}
    sys.modules.update(absent)
    sys.modules.update({name: _Absent(name) for name in UNUSED})
    sys.modules.update({name: _bare(name) for name in BARE})
    # looked for at each connect, only to warn of its absence
    sys.modules["neonize.utils.ffmpeg"].check_ffmpeg_available = lambda: True  # type: ignore[attr-defined]
    # pictures are given to it as bytes, never by a name
    sys.modules["neonize.utils.iofile"].get_bytes_from_name_or_url = bytes  # type: ignore[attr-defined]
    popen, os.popen = os.popen, _no_shell  # type: ignore[assignment]
    try:
        with protos.frugal():
            import neonize.client  # noqa: F401
    finally:
        os.popen = popen
        for name in absent:
            del sys.modules[name]


def _no_shell(_command: str) -> io.StringIO:
    """neonize asks a shell for `uname -a`, to find out whether this is Android."""
    return io.StringIO("Linux")


def _bare(name: str) -> ModuleType:
    """The package `name` without what its __init__ does."""
    root, _, rest = name.partition(".")
    spec = find_spec(root)
    assert spec is not None
    assert spec.origin is not None
    package = ModuleType(name)
    package.__path__ = [str(Path(spec.origin).parent.joinpath(*rest.split(".")))]
    return package


class _Anything:
    """Stands for whatever neonize names at its import, also in annotations; can do nothing."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __or__(self, other: object) -> Any:
        return self

    __ror__ = __or__

    def __call__(self, *_: object, **__: object) -> NoReturn:
        raise RuntimeError("a bot runs neonize without the library that this needs")


class _Absent(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()
