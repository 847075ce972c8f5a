"""neonize's messages, made when they are asked for, and without what a bot never reads."""

from __future__ import annotations

from tests.botinstance.test_lazy import python

LOADED = """
from botinstance.link import slim
slim.load()
from google.protobuf import descriptor_pool
from neonize.proto import Neonize_pb2
from neonize.proto.waE2E import WAWebProtobufsE2E_pb2 as e2e
pool = descriptor_pool.Default()
"""


def test_what_a_bot_reads_and_writes_is_whole() -> None:
    python(f"""{LOADED}
from botinstance.link import protos
for name in protos.WHOLE:
    for message in pool.FindFileByName(name).message_types_by_name.values():
        assert message.fields or not message.full_name.endswith("Message"), message.full_name
sent = e2e.Message(extendedTextMessage=e2e.ExtendedTextMessage(text="hello"))
sent.extendedTextMessage.contextInfo.mentionedJID.append("1@lid")
answer = Neonize_pb2.SendResponse(Message=sent, ID="1")
assert Neonize_pb2.SendResponse.FromString(answer.SerializePartialToString()) == answer
""")


def test_the_rest_is_hollow() -> None:
    python(f"""{LOADED}
from waSyncAction import WAWebProtobufSyncAction_pb2 as sync
assert list(sync.SyncActionValue.DESCRIPTOR.fields) == []
try:
    sync.SyncActionValue().timestamp
except AttributeError:
    pass
else:
    raise AssertionError("a field that is not there is not read as empty")
""")


def test_what_is_hollow_goes_on_as_it_came() -> None:
    """A message quoted or forwarded keeps what the bot does not understand."""
    python(f"""{LOADED}
from botinstance.link import protos
whole = b"\\x0a\\x03abc\\x10\\x07"  # two fields of a message whose fields are left out
fields = e2e.MessageContextInfo.DESCRIPTOR.fields
field = next(f for f in fields if f.message_type and f.message_type.file.name not in protos.WHOLE)
raw = protos._part(field.number, whole)
message = e2e.MessageContextInfo.FromString(raw)
assert message.HasField(field.name)
assert message.SerializeToString() == raw
copy = e2e.MessageContextInfo()
copy.CopyFrom(message)
assert copy.SerializeToString() == raw
""")


def test_both_paths_to_a_message_are_one_class() -> None:
    python(f"""{LOADED}
from waE2E import WAWebProtobufsE2E_pb2 as same
assert same.Message is e2e.Message
assert type(Neonize_pb2.Message().Message) is e2e.Message
""")


def test_nested_messages_and_numbers_of_enums_are_found() -> None:
    python(f"""{LOADED}
assert e2e.ProtocolMessage.REVOKE == e2e.ProtocolMessage.Type.Value("REVOKE")
assert e2e.PollCreationMessage.Option(optionName="a").optionName == "a"
assert Neonize_pb2.ConnectFailureReason.keys()
assert Neonize_pb2.DESCRIPTOR.name == "Neonize.proto"
""")


def test_a_message_that_is_not_there_is_named() -> None:
    python(f"""{LOADED}
try:
    e2e.Nonsense
except AttributeError as error:
    assert "has no message Nonsense" in str(error)
else:
    raise AssertionError
""")


def test_protobuf_is_left_as_it_was() -> None:
    python("""
from google.protobuf import descriptor_pool
from google.protobuf.internal import builder
before = dict(vars(builder)), descriptor_pool.Default
from botinstance.link import slim
slim.load()
assert (dict(vars(builder)), descriptor_pool.Default) == before
""")
