"""What a bot remembers, and still knows after its restart."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from botinstance.contract.problem import Invalid
from botinstance.contract.setting import Reach, Setting, parse
from botinstance.contract.settings import SETTINGS
from botinstance.database import Database
from botinstance.link.happening import Due
from botinstance.state import state
from botinstance.state.activity import Activity
from botinstance.state.allowance import Allowance
from botinstance.state.contacts import Contacts
from botinstance.state.identity import person
from botinstance.state.jobs import Jobs
from botinstance.state.records import Records
from botinstance.state.settings import Settings
from tests.until import until

CHAT, OTHER = "1203630001@g.us", "1203630002@g.us"


def test_a_setting_has_its_default_until_it_is_changed(database: Database) -> None:
    settings = Settings(database)
    assert settings.get("mode") == "public"
    settings.set("mode", "groups")
    assert Settings(database).get("mode") == "groups"
    settings.reset("mode")
    assert Settings(database).get("mode") == "public"


def test_each_chat_has_its_own_value(database: Database) -> None:
    settings = Settings(database)
    settings.set("adminonly", True, CHAT)
    assert settings.on("adminonly", CHAT)
    assert not settings.on("adminonly", OTHER)
    assert settings.chats("adminonly") == [CHAT]


def test_a_setting_of_a_chat_needs_one(database: Database) -> None:
    with pytest.raises(ValueError, match="of a chat"):
        Settings(database).get("adminonly")


def test_a_setting_keeps_its_type(database: Database) -> None:
    with pytest.raises(TypeError):
        Settings(database).set("adminonly", "yes", CHAT)


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [(False, "on", True), (3, "5", 5), ("a", "b", "b"), ([], "x y", ["x", "y"])],
)
def test_people_write_values(default: object, text: str, value: object) -> None:
    setting = Setting("it", Reach.BOT, default, "It.", choices=(), most=9)  # type: ignore[arg-type]
    assert parse(setting, text) == value


@pytest.mark.parametrize(
    ("default", "text"),
    [(False, "yes"), (3, "ten"), (3, "10"), (3, "9" * 5000), (3, "\u00b2"), ("a", "b" * 10)],
)
def test_what_is_no_value_is_refused(default: object, text: str) -> None:
    setting = Setting("it", Reach.BOT, default, "It.", most=9)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        parse(setting, text)


def test_a_choice_is_one_of_those(database: Database) -> None:
    with pytest.raises(Invalid, match="public, groups, private, admins"):
        Settings(database).write("mode", "nobody")


def test_the_table_of_settings_is_sound() -> None:
    for setting in SETTINGS.values():
        assert setting.help.endswith(".")
        assert not setting.choices or setting.default in setting.choices


def test_a_record_is_what_was_put(database: Database) -> None:
    records = Records(database)
    records.put("note", CHAT, "wifi", {"text": "\u0645\u0631"})
    assert Records(database).get("note", CHAT, "wifi") == {"text": "\u0645\u0631"}
    assert records.get("note", OTHER, "wifi") is None
    assert records.count("note", CHAT) == 1
    assert [r.key for r in records.all("note")] == ["wifi"]
    assert records.delete("note", CHAT, "wifi")
    assert not records.delete("note", CHAT, "wifi")


def test_a_change_that_fails_changes_nothing(database: Database) -> None:
    records = Records(database)
    records.put("coins", "", "alice", 5)

    def fail(_: object) -> object:
        records.put("coins", "", "bob", 5)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        records.change("coins", "", "alice", fail)
    assert (records.get("coins", "", "alice"), records.get("coins", "", "bob")) == (5, None)


def test_a_change_to_nothing_deletes(database: Database) -> None:
    records = Records(database)
    records.put("coins", "", "alice", 5)
    assert records.change("coins", "", "alice", lambda _: None) is None
    assert records.count("coins", "") == 0


def test_a_job_is_done_when_it_is_due(database: Database) -> None:
    now = [1000.0]
    jobs = Jobs(database, lambda: now[0])
    jobs.add("remind", CHAT, 1010.0, {"text": "tea"})
    late: list[Due] = []
    assert jobs.take(late.append) == 10.0
    assert late == []
    now[0] = 1010.0
    jobs.take(late.append)
    assert [(d.chat, d.kind, d.data) for d in late] == [(CHAT, "remind", {"text": "tea"})]
    assert jobs.waiting("remind") == []


def test_a_job_survives_a_restart_and_a_failure(database: Database) -> None:
    Jobs(database).add("remind", CHAT, 5.0)

    def fail(_: Due) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        Jobs(database).take(fail)
    assert len(Jobs(database).waiting("remind", CHAT)) == 1


def test_a_cancelled_job_is_not_done(database: Database) -> None:
    jobs = Jobs(database)
    job = jobs.add("remind", CHAT, 5.0)
    assert jobs.cancel(job)
    assert not jobs.cancel(job)
    jobs.take(lambda due: pytest.fail(f"{due} was cancelled"))


def test_a_new_job_does_not_wait_for_an_older_one(database: Database) -> None:
    jobs = Jobs(database, lambda: 1000.0)
    done: list[Due] = []
    jobs.watch(done.append)
    jobs.add("remind", CHAT, 9000.0)
    job = jobs.add("remind", OTHER, 1000.0)
    until(lambda: done, "the job that is due")
    assert [due.id for due in done] == [job]
    jobs.close()


def test_who_writes_most_comes_first(database: Database) -> None:
    activity = Activity(database)
    for who, at in (("bob", 1e10), ("alice", 2e10), ("alice", 3e10)):
        activity.count(CHAT, who, at)
    activity.count(OTHER, "carol", 1e10)
    activity.flush()
    activity.count(CHAT, "bob", 4e10)
    assert [(w.person, w.messages, w.last_at) for w in Activity(database).of(CHAT)] == [
        ("alice", 2, 3e10),
        ("bob", 1, 1e10),
    ]
    assert [w.person for w in activity.of(CHAT)] == ["alice", "bob"]
    assert activity.of(CHAT)[1].messages == 2


def test_a_day_has_only_so_many(database: Database) -> None:
    now = [86400.0 * 5]
    allowance = Allowance(Records(database), lambda: now[0])
    assert [allowance.take("check", 2, "alice") for _ in range(3)] == [True, True, False]
    assert allowance.take("check", 2, "bob")
    assert Allowance(Records(database), lambda: now[0]).used("check", "alice") == 2
    now[0] += 86400
    assert allowance.take("check", 2, "alice")


def test_a_contact_is_known_by_lid_and_by_number(database: Database) -> None:
    Contacts(database).met("915550001@lid", "15550001")
    again = Contacts(database)
    assert again.knows("915550001@lid")
    assert again.knows("15550001@s.whatsapp.net")
    assert not again.knows("15550002@s.whatsapp.net")


def test_a_person_is_one_however_a_chat_calls_them() -> None:
    assert person("915550001@lid", "15550001") == "15550001"
    assert person("15550001@s.whatsapp.net") == "15550001"
    assert person("15550001:3@s.whatsapp.net") == "15550001"
    assert person("915550001@lid") == "915550001@lid"


def test_a_database_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "data" / "bot.db"
    path.parent.mkdir()
    old = sqlite3.connect(path)
    old.executescript(
        """
        CREATE TABLE spool (seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
            body TEXT NOT NULL, expires REAL);
        CREATE TABLE inbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
            chat TEXT NOT NULL, at REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
            raw BLOB NOT NULL);
        CREATE TABLE handled (seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE);
        INSERT INTO inbox (key, chat, at, raw) VALUES ('k', 'c', 9e9, x'00');
        """
    )
    old.close()
    for _ in range(2):  # the second start changes nothing
        database = Database(path)
        state(database).settings.set("mode", "groups")
        assert database.rows("SELECT key, kind, heavy FROM inbox") == [("k", "message", 0)]
        database.close()
