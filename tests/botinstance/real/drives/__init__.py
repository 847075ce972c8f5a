"""How each command is driven from end to end: a table for each section of the menu.

A drive says what people say and checks what the bot answers and does. It leaves the stage as it
found it, for others play there too.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from tests.botinstance.real.services import Services
from tests.botinstance.real.stage import Drive


def all_drives() -> dict[str, Drive]:
    """By command."""
    found: dict[str, Drive] = {}
    for module in _modules():
        found |= module.DRIVES
    return found


def serve(services: Services) -> None:
    """Add the services that the families need: each may have a `serve` of its own."""
    for module in _modules():
        if hasattr(module, "serve"):
            module.serve(services)


def _modules() -> list[ModuleType]:
    names = (module.name for module in pkgutil.iter_modules(__path__, f"{__name__}."))
    return [importlib.import_module(name) for name in names]
