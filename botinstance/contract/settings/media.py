"""Stickers, pictures, sound and downloads."""

from __future__ import annotations

from botinstance.contract.setting import Setting

SETTINGS: tuple[Setting, ...] = ()
