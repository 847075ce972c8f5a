"""Columns that many tables share."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import Annotated

from sqlalchemy import String
from sqlalchemy.orm import mapped_column

from app.clock import now
from app.db import Moment

# Neither 0 o, 1 i l nor u: a handle is read aloud and typed.
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    return str(uuid.uuid4())


def new_handle() -> str:
    """Ten letters and digits, which name a bot in addresses and open nothing."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


Id = Annotated[str, mapped_column(String(36), primary_key=True, default=new_id)]
Created = Annotated[datetime, mapped_column(Moment, default=now)]
Updated = Annotated[datetime, mapped_column(Moment, default=now, onupdate=now)]
When = Annotated[datetime, mapped_column(Moment)]
