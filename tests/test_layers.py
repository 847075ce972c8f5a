"""The laws of the folders: who may import whom, as docs/architecture.md states them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STDLIB = sys.stdlib_module_names
OURS = ("app", "botinstance", "units", "sandbox", "scripts", "tests", "wsgi")


def imports(path: Path) -> Iterator[str]:
    """Dotted names that the file imports, wherever in it: a lazy import is an import."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *prefixes: str) -> bool:
    return any(name == p or name.startswith(p + ".") for p in prefixes)


def sources(folder: str) -> list[Path]:
    return sorted(p for p in (ROOT / folder).rglob("*.py"))


def offences(folder: str, *, ours: tuple[str, ...], never: tuple[str, ...] = ()) -> list[str]:
    """Imports under `folder` of our own packages beyond `ours`, or of anything in `never`."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(folder)
        for name in imports(path)
        if within(name, *never) or (within(name, *OURS) and not within(name, *ours))
    ]


def test_wsgi_imports_the_app_and_nothing_else() -> None:
    assert {name.split(".")[0] for name in imports(ROOT / "wsgi.py")} == {"app"}


def test_app_knows_the_broker_only_by_its_client_and_bots_only_by_their_contract() -> None:
    ours = ("app", "units.client", "units.protocol", "botinstance.contract")
    assert offences("app", ours=ours, never=("neonize", "pystemd")) == []


def test_units_knows_bots_only_by_their_contract() -> None:
    never = ("flask", "flask_sqlalchemy", "sqlalchemy", "neonize")
    assert offences("units", ours=("units", "botinstance.contract"), never=never) == []


def test_what_the_web_process_imports_of_units_is_free_of_pystemd() -> None:
    for name in ("__init__", "client", "protocol"):
        found = [n for n in imports(ROOT / f"units/{name}.py") if within(n, "pystemd", "units")]
        assert {n for n in found if not within(n, "units.protocol")} == set()


def test_a_bot_stands_alone() -> None:
    assert offences("botinstance", ours=("botinstance",), never=("pystemd",)) == []


def test_a_bot_needs_the_standard_library_and_in_link_neonize() -> None:
    for path in sources("botinstance"):
        beyond = {n.split(".")[0] for n in imports(path)} - {*STDLIB, "botinstance"}
        allowed = {"neonize", "google"} if "link" in path.parts else set()
        # A command may import what neonize brings along, inside the function that needs it.
        if "commands" in path.parts:
            allowed = {"PIL", "qrcode", "zxingcpp"}
        assert beyond <= allowed, f"{path.relative_to(ROOT)} imports {sorted(beyond - allowed)}"


def test_the_contract_is_standard_library_alone() -> None:
    for path in sources("botinstance/contract"):
        for name in imports(path):
            assert name.split(".")[0] in STDLIB or within(name, "botinstance.contract"), path


def test_the_sandbox_is_nobodys_and_needs_nobody() -> None:
    assert offences("sandbox", ours=("sandbox",), never=("neonize", "pystemd", "flask")) == []


def test_the_sandboxs_server_never_sees_the_phones() -> None:
    assert offences("sandbox/wire", ours=("sandbox.wire",)) == []
    shared = ("sandbox.wire", "sandbox.storage")
    assert offences("sandbox/storage", ours=("sandbox.storage",)) == []
    assert offences("sandbox/server", ours=(*shared, "sandbox.server")) == []
    assert offences("sandbox/people", ours=(*shared, "sandbox.people")) == []


@pytest.mark.parametrize(
    "folder",
    ["app", "units", "botinstance", "botinstance/contract", "sandbox", "migrations", "scripts",
     "apache", "tests", "docs"],
)  # fmt: skip
def test_each_folder_states_its_law(folder: str) -> None:
    text = (ROOT / folder / "README.md").read_text()
    assert 2 <= len(text.splitlines()) <= 60, "a law is short"
