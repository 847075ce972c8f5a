"""Pictures, sound, video and documents."""

from __future__ import annotations

from botinstance.contract.commands.media import pictures, sounds

COMMANDS = pictures.PICTURES + sounds.SOUNDS
