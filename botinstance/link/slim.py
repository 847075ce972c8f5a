"""Load neonize without the libraries that it brings for what a bot never asks it to do: link
previews, vCards, pictures, QR codes on a terminal, downloads of itself. They are a third of the
memory of a bot that is idle."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, NoReturn

ABSENT = ("PIL", "bs4", "httpx", "linkpreview", "magic", "phonenumbers", "requests", "segno",
          "tqdm")  # fmt: skip


def load() -> None:
    """Import neonize; afterwards our own code may import the real libraries."""
    absent = {name: _Absent(name) for name in ABSENT if name not in sys.modules}
    sys.modules.update(absent)
    try:
        import neonize.client  # noqa: F401
    finally:
        for name in absent:
            del sys.modules[name]


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
