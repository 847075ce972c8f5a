"""Which service is asked, with whose key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from botinstance.context import Scene, UserError
from botinstance.web import WebError


class Account(NamedTuple):
    """`shared`: it is the operator's service, which may be in a private network."""

    kind: str  # ai | translate: what the names of its settings begin with
    url: str  # without a slash at the end
    key: str
    shared: bool

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}


def account(scene: Scene, kind: str) -> Account | None:
    """The owner's own, else the operator's; None where nobody has named one."""
    offered = scene.config.services.get(f"{kind}_url", "").rstrip("/")
    url = scene.state.settings.text(f"{kind}_url").rstrip("/") or offered
    if not url:
        return None
    shared = url == offered
    return Account(kind, url, _value(scene, f"{kind}_key", shared), shared)


def language_model(scene: Scene) -> Account:
    """Raises UserError where there is none."""
    found = account(scene, "ai")
    if found is None:
        prefix = scene.config.prefix
        raise UserError(
            "I have no language model yet. My owner can give me one of any OpenAI-compatible "
            f"service: {prefix}setvar ai_url=https://…, then {prefix}setvar ai_key=… and "
            f"{prefix}setvar ai_model=…"
        )
    return found


def model(scene: Scene, of: Account, name: str = "ai_model") -> str:
    """Raises UserError where no such model is named."""
    found = _value(scene, name, of.shared)
    if not found:
        raise UserError(
            f"I do not know which model to use. My owner can name it: "
            f"{scene.config.prefix}setvar {name}=…"
        )
    return found


def _value(scene: Scene, name: str, shared: bool) -> str:
    """The operator's keys go to the operator's service only."""
    offered = scene.config.services.get(name, "") if shared else ""
    return scene.state.settings.text(name) or offered


@contextmanager
def in_words(of: Account, prefix: str, model_name: str = "") -> Iterator[None]:
    """What the service refuses inside becomes a sentence for the person who asked; it does not
    tell where the operator's service is."""
    try:
        yield
    except WebError as error:
        raise UserError(_sentence(error.status, of.kind, prefix, model_name)) from error
    except UserError as error:
        raise UserError(f"The address in {of.kind}_url does not work. {error}") from error


def _sentence(status: int | None, kind: str, prefix: str, model_name: str) -> str:
    if status in (401, 403):
        return f"The service refuses my key. My owner can set another: {prefix}setvar {kind}_key=…"
    if status == 404 and model_name:
        return (
            f"The service does not know the model '{model_name}'. "
            f"My owner can name another with {prefix}setvar."
        )
    if status == 429:
        return (
            "The service has had enough requests for now, or its credit is used up. "
            "Please try again later."
        )
    if status in (400, 413, 422):
        return (
            "The service refused that: it may be too long or against its rules. "
            "Please try it in other words."
        )
    return "The service does not answer now. Please try again later."
