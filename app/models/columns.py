"""Columns that many tables share."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from sqlalchemy import String
from sqlalchemy.orm import mapped_column

from app.clock import now
from app.db import Moment


def new_id() -> str:
    return str(uuid.uuid4())


Id = Annotated[str, mapped_column(String(36), primary_key=True, default=new_id)]
Created = Annotated[datetime, mapped_column(Moment, default=now)]
Updated = Annotated[datetime, mapped_column(Moment, default=now, onupdate=now)]
When = Annotated[datetime, mapped_column(Moment)]
