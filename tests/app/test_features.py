"""Features are switched at any time; a running bot takes the change up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from botinstance.contract import event, feature
from botinstance.contract.commands import COMMANDS
from tests.app.people import Bot, Holder, Operator, PairingBroker
from tests.until import until


def toggle(holder: Holder, name: object, on: object) -> tuple[int, dict[str, object]]:
    answer = holder.post("toggle-feature", featureName=name, enabled=on)
    return answer.status_code, answer.json


def listed(holder: Holder) -> dict[str, bool]:
    rows = holder.get("/features").json["features"]
    return {row["feature_name"]: row["is_enabled"] for row in rows}


def test_it_works(alice: Holder) -> None:
    status, body = toggle(alice, "ai", True)
    assert status == 200
    assert body == {
        "success": True,
        "sessionId": alice.id,
        "featureName": "ai",
        "enabled": True,
        "inForce": False,
        "message": "Feature ai enabled",
    }
    assert listed(alice)["ai"] is True
    assert alice.session()["features"]["ai"] is True
    assert toggle(alice, "ai", False)[1]["message"] == "Feature ai disabled"
    assert listed(alice) == feature.defaults()


def test_before_deploying_it_only_stores(alice: Holder, broker: PairingBroker) -> None:
    toggle(alice, "ai", True)
    assert broker.calls == []


def test_what_was_chosen_before_is_kept_by_deploying(
    paired: Holder, broker: PairingBroker, operator: Operator
) -> None:
    toggle(paired, "ai", True)
    paired.deploy()
    operator.reconcile()
    assert broker.configs[paired.id].features["ai"] is True


def test_the_answer_waits_until_the_running_bot_acts_on_it(deployed: Holder, bot: Bot) -> None:
    bot.tell(event.CONFIG, version=deployed.session()["config"]["wanted"])

    def take_up() -> None:
        wanted = until(
            lambda: (c := deployed.session()["config"])["wanted"] != c["in_force"] and c["wanted"],
            "the toggle is stored",
        )
        bot.tell(event.CONFIG, version=wanted)

    with ThreadPoolExecutor(1) as pool:
        taken = pool.submit(take_up)
        _, body = toggle(deployed, "tts", False)
        taken.result()
    assert body["inForce"] is True


def test_a_bot_that_is_slow_is_not_waited_for_long(
    deployed: Holder, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.features.TAKE_UP", 0.1)
    bot.tell(event.CONFIG, version=deployed.session()["config"]["wanted"])
    status, body = toggle(deployed, "tts", False)
    assert (status, body["inForce"]) == (200, False)


def test_a_running_bot_gets_the_new_config_without_a_restart(
    deployed: Holder, bot: Bot, broker: PairingBroker, operator: Operator
) -> None:
    before = broker.configs[deployed.id].version
    broker.calls.clear()
    toggle(deployed, "tts", False)
    operator.reconcile()
    assert broker.calls == [("prepare", deployed.id)]
    assert broker.configs[deployed.id].version == before + 1
    assert broker.configs[deployed.id].features["tts"] is False
    bot.tell(event.CONFIG, version=before + 1)
    assert deployed.session()["config"] == {"wanted": before + 1, "in_force": before + 1}


def test_the_same_value_again_changes_nothing(deployed: Holder) -> None:
    wanted = deployed.session()["config"]["wanted"]
    assert toggle(deployed, "tts", True)[0] == 200
    assert deployed.session()["config"]["wanted"] == wanted


@pytest.mark.parametrize("name", ["fly", "", "AI", None, 7, ["ai"], "\ud800"])
def test_an_unknown_feature_is_refused(alice: Holder, name: object) -> None:
    assert toggle(alice, name, True)[0] == 422
    assert listed(alice) == feature.defaults()


@pytest.mark.parametrize("on", ["true", 1, 0, None, [], {}])
def test_only_true_and_false_are_values(alice: Holder, on: object) -> None:
    assert toggle(alice, "ai", on)[0] == 422
    assert listed(alice) == feature.defaults()


def test_the_features_that_there_are(client: FlaskClient) -> None:
    found = client.get("/api/features").json["features"]
    assert [f["name"] for f in found] == list(feature.NAMES)
    assert set(found[0]) == {"name", "title", "help", "default"}


def test_the_commands_that_there_are(client: FlaskClient) -> None:
    found = client.get("/api/commands").json["commands"]
    assert [c["name"] for c in found] == [c.name for c in COMMANDS]
    assert {c["feature"] for c in found} == {*feature.NAMES, feature.GENERAL}
    assert not any("handler" in c for c in found), "where the code is, is nobody's business"
