"""Modules that others import at their top and a bot seldom needs: loaded when they are used.

`importlib.util.LazyLoader` does not do: in Python 3.11 the second import of a module loads it.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from types import ModuleType, SimpleNamespace
from typing import Any

# Each is used by its importers as `module.name` inside functions, never by `from module import`.
MODULES = ("base64", "calendar", "ctypes.util", "difflib", "inspect", "ipaddress", "pickle",
           "secrets", "selectors", "ssl", "traceback", "google.protobuf.internal.python_message",
           "google.protobuf.text_format")  # fmt: skip


def install() -> None:
    """To be called before anything else is imported. Changes nothing but when code is loaded."""
    for name in MODULES:
        if name not in sys.modules:
            _put(name)
    import dataclasses

    # It writes the signature of a class into its empty docstring, which nobody reads in a bot.
    dataclasses.inspect = SimpleNamespace(signature=lambda _: "")  # type: ignore[attr-defined]


def loaded(name: str) -> bool:
    module = sys.modules.get(name)
    return module is not None and type(module) is not _Lazy


def _put(name: str) -> None:
    spec = importlib.util.find_spec(name)  # imports the package that it is in
    assert spec is not None, name
    module = importlib.util.module_from_spec(spec)
    module.__class__ = _Lazy
    # one each: loading one may wait for another thread's import, which may need another one
    module.__dict__["__loading__"] = threading.RLock()
    sys.modules[name] = module
    package, _, last = name.rpartition(".")
    if package:
        setattr(sys.modules[package], last, module)


class _Lazy(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system looks at these
            raise AttributeError(name)
        with self.__dict__["__loading__"]:
            if type(self) is _Lazy and not self.__dict__.get("__executing__"):
                self._load()
        return ModuleType.__getattribute__(self, name)

    def _load(self) -> None:
        spec = self.__spec__
        assert spec is not None
        assert spec.loader is not None
        self.__dict__["__executing__"] = True
        try:
            spec.loader.exec_module(self)
        finally:
            del self.__dict__["__executing__"]
        self.__class__ = ModuleType  # type: ignore[assignment]
