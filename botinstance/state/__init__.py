"""Everything that a bot remembers."""

from __future__ import annotations

from dataclasses import dataclass

from botinstance.database import Database
from botinstance.state.activity import Activity
from botinstance.state.allowance import Allowance
from botinstance.state.contacts import Contacts
from botinstance.state.jobs import Jobs
from botinstance.state.records import Records
from botinstance.state.settings import Settings


@dataclass(frozen=True)
class State:
    database: Database
    settings: Settings
    records: Records
    jobs: Jobs
    activity: Activity
    allowance: Allowance
    contacts: Contacts


def state(database: Database) -> State:
    records = Records(database)
    return State(
        database,
        Settings(database),
        records,
        Jobs(database),
        Activity(database),
        Allowance(records),
        Contacts(database),
    )
