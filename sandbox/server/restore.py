"""The network as the store has it, brought back to life when the server starts."""

from __future__ import annotations

import msgspec

from sandbox.server.accounts import Account, Device
from sandbox.server.groups import Group
from sandbox.server.prekeys import PreKeys
from sandbox.server.service import Service
from sandbox.storage import Database, unpack
from sandbox.wire.node import Node

_node = msgspec.msgpack.Decoder(Node).decode
_fingerprint = msgspec.msgpack.Decoder(tuple[str, ...]).decode


def restore(database: Database, service: Service) -> None:
    """Fills the directory and the groups of a service that is new."""
    accounts = {}
    for number, record in database.execute("SELECT number, record FROM account"):
        account = accounts[number] = unpack(Account, record, changed=service.changed)
        service.directory.put(account)
    for number, collection, patch in database.execute(
        "SELECT number, collection, patch FROM patch ORDER BY number, collection, version"
    ):
        accounts[number].patches.setdefault(collection, []).append(patch)
    _devices(database, accounts)
    for (record,) in database.execute("SELECT record FROM chat"):
        service.groups.put(unpack(Group, record))


def _devices(database: Database, accounts: dict[str, Account]) -> None:
    found: dict[tuple[str, int], Device] = {}
    for number, index, record, keys in database.execute("SELECT * FROM device"):
        account = accounts[number]
        device = unpack(Device, record, account=account)
        device.keys = unpack(PreKeys, keys) if keys else None
        found[number, index] = account.devices[index] = device
    for number, index, name, value in database.execute("SELECT * FROM prekey ORDER BY rowid"):
        owner = found[number, index]
        assert owner.keys
        owner.keys.once[name] = value
    for number, index, place, stanza in database.execute(_in_order("waiting")):
        found[number, index].outbox.restore(place, _node(stanza))
    for number, index, place, data in database.execute(_in_order("seen")):
        fingerprint = _fingerprint(data)
        found[number, index].seen.restore(place, fingerprint, fingerprint)


def _in_order(table: str) -> str:
    return f"SELECT * FROM {table} ORDER BY number, device, place"
