"""The broker's verbs on a real systemd."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from botinstance.contract import exits as statuses
from botinstance.contract.config import BotConfig, PairRequest
from tests.until import until
from units.properties import MIB
from units.protocol import BrokerError, UnitState
from units.settings import Settings
from units.verbs import HostBroker

pytestmark = pytest.mark.systemd
State = Callable[[], UnitState]


def mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


def test_it_works(
    broker: HostBroker, config: BotConfig, settings: Settings, run_state: State
) -> None:
    broker.prepare(config)
    broker.start(config.id)
    state = until(lambda: s if (s := run_state()).active == "active" else None, "the bot runs")
    assert (state.sub, state.text) == ("running", "standing in, run")
    assert state.pid > 0
    assert state.memory_max == settings.memory_mib * MIB
    assert 0 < (state.memory or 0) < state.memory_max
    assert state.cpu
    assert (state.result, state.exit_status) == ("success", 0)
    broker.stop(config.id)
    assert run_state() == UnitState()


def test_a_bot_owns_its_store_and_data_and_nothing_else(
    broker: HostBroker, config: BotConfig
) -> None:
    broker.prepare(config)
    folder = Path(f"/opt/bot-{config.id}")
    uid = (folder / "store").stat().st_uid
    assert uid >= 70000
    assert (folder.stat().st_uid, folder.stat().st_gid, mode(folder)) == (0, uid, "drwxr-x---")
    assert mode(folder / "config.json") == "-rw-------"
    assert (folder / "config.json").stat().st_uid == uid
    assert [mode(folder / part) for part in ("store", "data")] == ["drwx------"] * 2


def test_two_bots_have_two_users_with_names(broker: HostBroker, config: BotConfig) -> None:
    other = replace(config, id=str(uuid.uuid4()))
    broker.prepare(config)
    broker.prepare(other)
    uids = [Path(f"/opt/bot-{c.id}/store").stat().st_uid for c in (config, other)]
    assert uids[0] != uids[1]
    for uid in uids:
        assert "WhatsApp bot" in subprocess.check_output(["getent", "passwd", str(uid)], text=True)
    broker.remove(other.id)


def test_a_uid_is_never_used_again(broker: HostBroker, config: BotConfig) -> None:
    broker.prepare(config)
    first = Path(f"/opt/bot-{config.id}/store").stat().st_uid
    broker.remove(config.id)
    broker.prepare(config)
    assert Path(f"/opt/bot-{config.id}/store").stat().st_uid > first


def test_each_verb_may_be_asked_twice(
    broker: HostBroker, config: BotConfig, run_state: State
) -> None:
    for _ in range(2):
        broker.prepare(config)
    broker.start(config.id)
    pid = until(lambda: run_state().active == "active" and run_state().pid, "the bot runs")
    broker.start(config.id)
    assert run_state().pid == pid, "a bot that runs is left alone"
    for _ in range(2):
        broker.stop(config.id)
    for _ in range(2):
        broker.remove(config.id)


def test_an_older_config_does_not_replace_a_newer_one(
    broker: HostBroker, config: BotConfig
) -> None:
    broker.prepare(replace(config, version=5, name="new"))
    broker.prepare(replace(config, version=4, name="old"))
    assert broker.states([config.id])[config.id].config_version == 5
    assert json.loads(Path(f"/opt/bot-{config.id}/config.json").read_text())["name"] == "new"


def test_a_bot_without_a_folder_is_not_started(broker: HostBroker, config: BotConfig) -> None:
    with pytest.raises(BrokerError) as refused:
        broker.start(config.id)
    assert refused.value.code == "unknown_bot"


def test_pairing_gives_way_to_the_bot(
    broker: HostBroker, config: BotConfig, run_state: State
) -> None:
    broker.pair(config, PairRequest("code", "15550001"))
    until(lambda: broker.states([config.id])[config.id].pair.active == "active", "pairing runs")
    asked = json.loads(Path(f"/opt/bot-{config.id}/pair.json").read_text())
    assert asked == {"method": "code", "phone": "15550001", "anew": ""}
    broker.start(config.id)
    until(lambda: run_state().active == "active", "the bot runs")
    assert not broker.states([config.id])[config.id].pair.alive


def test_a_running_bot_is_not_paired(
    broker: HostBroker, config: BotConfig, run_state: State
) -> None:
    broker.prepare(config)
    broker.start(config.id)
    until(lambda: run_state().active == "active", "the bot runs")
    with pytest.raises(BrokerError, match="running"):
        broker.pair(config, PairRequest("qr"))


def test_a_crash_is_restarted(
    broker: HostBroker, config: BotConfig, run_state: State, exits: Callable[[int], None]
) -> None:
    broker.prepare(config)
    broker.start(config.id)
    exits(statuses.Exit.FAILED)
    until(lambda: run_state().restarts == 1 and run_state().active == "active", "it is back")


def test_a_logged_out_bot_is_not_restarted(
    broker: HostBroker, config: BotConfig, run_state: State, exits: Callable[[int], None]
) -> None:
    broker.prepare(config)
    broker.start(config.id)
    exits(statuses.Exit.LOGGED_OUT)
    state = until(lambda: s if (s := run_state()).active == "failed" else None, "it ended")
    assert (state.exit_status, state.restarts) == (statuses.Exit.LOGGED_OUT, 0)
    assert (state.result, state.pid, state.memory) == ("exit-code", 0, None)
    broker.start(config.id)
    until(lambda: run_state().active == "active", "it can be started again")


def test_removal_leaves_nothing(
    broker: HostBroker, config: BotConfig, settings: Settings, run_state: State
) -> None:
    broker.prepare(config)
    uid = Path(f"/opt/bot-{config.id}/store").stat().st_uid
    broker.start(config.id)
    until(lambda: run_state().active == "active", "the bot runs")
    broker.remove(config.id)
    assert not Path(f"/opt/bot-{config.id}").exists()
    assert not [name for name in os.listdir("/etc/userdb") if str(uid) in name]
    assert not list(Path(settings.state, "bots").glob("*"))
    assert run_state() == UnitState()


def test_a_link_planted_by_a_bot_is_not_followed(broker: HostBroker, config: BotConfig) -> None:
    """The folder's top level is root's; and were it not, no file outside it would be touched."""
    broker.prepare(config)
    folder = Path(f"/opt/bot-{config.id}")
    (folder / "data").rmdir()
    (folder / "data").symlink_to("/etc")
    before = Path("/etc").stat().st_uid
    with pytest.raises(OSError, match="data"):
        broker.prepare(config)
    assert Path("/etc").stat().st_uid == before
    broker.remove(config.id)
    assert Path("/etc/passwd").exists()


def test_logs_are_read_from_both_units_and_on_from_a_place(
    broker: HostBroker, config: BotConfig, run_state: State
) -> None:
    broker.pair(config, PairRequest("qr"))
    until(lambda: any("hello from pair" in x.text for x in broker.logs(config.id)), "its log")
    seen = broker.logs(config.id)[-1].cursor
    broker.start(config.id)
    until(
        lambda: any("hello from run" in x.text for x in broker.logs(config.id, after=seen)),
        "the lines behind the cursor",
    )
    assert not any("hello from pair" in x.text for x in broker.logs(config.id, after=seen))


def test_a_place_in_the_journal_that_is_none_is_refused(
    broker: HostBroker, config: BotConfig
) -> None:
    with pytest.raises(BrokerError, match="place in the journal"):
        broker.logs(config.id, after="nonsense")


def test_a_place_that_the_journal_has_lost_is_refused(
    broker: HostBroker, config: BotConfig
) -> None:
    broker.pair(config, PairRequest("qr"))
    seen = until(lambda: broker.logs(config.id), "its log")[-1].cursor
    older = re.sub(r"i=([0-9a-f]+)", "i=1", re.sub(r"t=([0-9a-f]+)", "t=1", seen))
    with pytest.raises(BrokerError, match="place in the journal"):
        broker.logs(config.id, after=older)


def test_a_journal_is_read_on_in_parts(broker: HostBroker, config: BotConfig) -> None:
    broker.pair(config, PairRequest("qr"))
    until(lambda: len(broker.logs(config.id)) > 2, "its log")
    whole = broker.logs(config.id)
    first = whole[0]
    assert broker.logs(config.id, 1, after=first.cursor) == whole[1:2]
