"""The languages that a bot can speak: code of ISO 639-1, and what its speakers call it."""

from __future__ import annotations

LANGUAGES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "hi": "हिन्दी",
    "ar": "العربية",
    "id": "Bahasa Indonesia",
}
