"""A conversation with the simulator through boto3, unmodified.

Usage: python3 conversation_boto3.py <base URL>
Ends with 0 if everything was as AWS documents it, else with a traceback that says what was not.
"""

import json
import re
import sys
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

import boto3
from botocore import UNSIGNED
from botocore.config import Config

BASE_URL = sys.argv[1]
DESTINATION = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def client(service="connect", **settings):
    return boto3.client(
        service,
        endpoint_url=BASE_URL,
        region_name="us-east-1",
        config=Config(retries={"total_max_attempts": 1}, **settings),
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="no secret",
    )


def instance_id():
    with urllib.request.urlopen(BASE_URL + "/_simulator/info") as answer:
        return json.load(answer)["instanceId"]


def new_source():
    return "+1206" + str(uuid.uuid4().int)[:10]


def is_equal(actual, expected):
    assert actual == expected, f"{actual!r}, expected {expected!r}"


def fails_with(error, status, call, **parameters):
    """The call fails with the exception class that boto3 has made from the service model."""
    try:
        answer = call(**parameters)
    except error as e:
        is_equal(e.response["ResponseMetadata"]["HTTPStatusCode"], status)
        assert e.response["ResponseMetadata"]["RequestId"], "no request id"
        assert e.response["Error"]["Message"], "no message"
        return
    raise AssertionError(f"expected {error.__name__}, got {answer!r}")


def converse(connect, instance):
    source = new_source()

    def send(event, **more):
        answer = connect.send_chat_integration_event(
            SourceId=source, DestinationId=DESTINATION, Subtype="connect:SMS", Event=event, **more
        )
        assert answer["ResponseMetadata"]["RequestId"], "no request id"
        return answer.get("InitialContactId"), answer["NewChatCreated"]

    def text(content):
        return {"Type": "MESSAGE", "ContentType": "text/plain", "Content": content}

    # nothing is active: an end has nothing to end
    is_equal(send({"Type": "DISCONNECT"}), (None, False))

    # the first message opens a chat, the second belongs to it
    started = datetime.now(timezone.utc)
    first, created = send(
        text("hello"),
        NewSessionDetails={"ParticipantDetails": {"DisplayName": "Jane"}, "Attributes": {"order": "42", "lang": "ü"}},
    )
    assert UUID.fullmatch(first), first
    is_equal(created, True)
    is_equal(send(text("second, with ü and 🙂")), (first, False))
    is_equal(send({"Type": "EVENT", "ContentType": "application/vnd.amazonaws.connect.event.typing"}), (first, False))

    # what is known about the contact
    contact = connect.describe_contact(InstanceId=instance, ContactId=first)["Contact"]
    is_equal(contact["Id"], first)
    is_equal(contact["Channel"], "CHAT")
    is_equal(contact["InitiationMethod"], "API")
    is_equal(contact["SegmentAttributes"]["connect:Subtype"], {"ValueString": "connect:SMS"})
    is_equal(contact["CustomerEndpoint"]["Address"], source)
    assert "InitialContactId" not in contact, "the first contact of a chain has no InitialContactId"
    assert abs(contact["InitiationTimestamp"] - started) < timedelta(minutes=5), contact["InitiationTimestamp"]
    assert "DisconnectTimestamp" not in contact, contact

    # attributes
    attributes = {"order": "42", "lang": "ü"}
    is_equal(connect.get_contact_attributes(InstanceId=instance, InitialContactId=first)["Attributes"], attributes)
    connect.update_contact_attributes(InstanceId=instance, InitialContactId=first, Attributes={"order": "43", "new": ""})
    attributes |= {"order": "43", "new": ""}
    is_equal(connect.get_contact_attributes(InstanceId=instance, InitialContactId=first)["Attributes"], attributes)

    # tags
    connect.tag_contact(InstanceId=instance, ContactId=first, Tags={"team": "red", "a/b": "c"})
    tags = connect.describe_contact(InstanceId=instance, ContactId=first)["Contact"]["Tags"]
    is_equal({key: tags.get(key) for key in ("team", "a/b")}, {"team": "red", "a/b": "c"})
    connect.untag_contact(InstanceId=instance, ContactId=first, TagKeys=["team", "a/b"])
    tags = connect.describe_contact(InstanceId=instance, ContactId=first)["Contact"].get("Tags", {})
    assert not {"team", "a/b"} & tags.keys(), tags

    # search and association
    around = {"Type": "INITIATION_TIMESTAMP", "StartTime": started - timedelta(hours=1), "EndTime": started + timedelta(hours=1)}
    found = connect.get_paginator("search_contacts").paginate(
        InstanceId=instance, TimeRange=around, SearchCriteria={"Channels": ["CHAT"]}, PaginationConfig={"PageSize": 100}
    )
    assert first in [each["Id"] for page in found for each in page["Contacts"]], "not found"
    associated = connect.list_associated_contacts(InstanceId=instance, ContactId=first)["ContactSummaryList"]
    is_equal([each["ContactId"] for each in associated], [first])

    # the end, and the next chat
    is_equal(send({"Type": "DISCONNECT"}), (first, False))
    contact = connect.describe_contact(InstanceId=instance, ContactId=first)["Contact"]
    assert contact["DisconnectTimestamp"] >= contact["InitiationTimestamp"], contact
    is_equal(contact["DisconnectReason"], "CUSTOMER_DISCONNECT")
    is_equal(send({"Type": "DISCONNECT"}), (None, False))
    second, created = send(text("hello again"))
    is_equal((second == first, created), (False, True))

    # stopping, twice
    connect.stop_contact(InstanceId=instance, ContactId=second)
    connect.stop_contact(InstanceId=instance, ContactId=second)
    is_equal(connect.describe_contact(InstanceId=instance, ContactId=second)["Contact"]["DisconnectReason"], "API")
    third, created = send(text("and again"))
    is_equal((third in (first, second), created), (False, True))

    errors(connect, instance, third, send, around)


def errors(connect, instance, contact, send, around):
    unknown = str(uuid.uuid4())
    e = connect.exceptions
    message = {"Type": "MESSAGE", "ContentType": "text/plain", "Content": "x"}
    for event in (
        message | {"Type": "BOGUS"},
        message | {"Content": "x" * 1025},
        message | {"ContentType": "application/json", "Content": "{}"},
        {"Type": "MESSAGE", "Content": "x"},
        {"Type": "EVENT", "ContentType": "text/plain"},
        {"Type": "EVENT", "ContentType": "application/vnd.amazonaws.connect.event.message.read"},
    ):
        fails_with(e.InvalidRequestException, 400, send, event=event)
    fails_with(e.ContactNotFoundException, 410, connect.stop_contact, InstanceId=instance, ContactId=unknown)
    fails_with(e.ResourceNotFoundException, 404, connect.stop_contact, InstanceId=unknown, ContactId=contact)
    fails_with(e.ResourceNotFoundException, 404, connect.describe_contact, InstanceId=instance, ContactId=unknown)
    fails_with(e.ResourceNotFoundException, 404, connect.describe_contact, InstanceId=unknown, ContactId=contact)
    fails_with(e.ResourceNotFoundException, 404, connect.get_contact_attributes, InstanceId=instance, InitialContactId=unknown)
    invalid = (e.InvalidRequestException, e.InvalidParameterException)
    seven = {"t" + str(n): "" for n in range(7)}
    fails_with(invalid, 400, connect.tag_contact, InstanceId=instance, ContactId=contact, Tags=seven)
    fails_with(invalid, 400, connect.tag_contact, InstanceId=instance, ContactId=contact, Tags={"aws:x": "y"})
    fails_with(invalid, 400, connect.update_contact_attributes, InstanceId=instance, InitialContactId=contact, Attributes={"a b": "c"})
    fails_with(invalid, 400, connect.search_contacts, InstanceId=instance, TimeRange=around | {"StartTime": around["EndTime"] - timedelta(days=57)})
    fails_with(invalid, 400, connect.search_contacts, InstanceId=instance, TimeRange=around, MaxResults=101)


def retry(connect):
    """Two attempts of one call: the same invocation id."""
    invocation = str(uuid.uuid4())

    def same_call(request, **_):
        request.headers["amz-sdk-invocation-id"] = invocation  # not covered by the signature

    connect.meta.events.register("before-send.connect.SendChatIntegrationEvent", same_call)
    call = dict(
        SourceId=new_source(),
        DestinationId=DESTINATION,
        Event={"Type": "MESSAGE", "ContentType": "text/plain", "Content": "once"},
    )
    answers = [connect.send_chat_integration_event(**call) for _ in range(2)]
    is_equal([answer["NewChatCreated"] for answer in answers], [True, True])
    is_equal(answers[0]["InitialContactId"], answers[1]["InitialContactId"])


def two_sides(connect, participant, instance):
    """A bot joins the chat of a customer, they talk, the customer leaves."""
    source = new_source()

    def says(content):
        return connect.send_chat_integration_event(
            SourceId=source,
            DestinationId=DESTINATION,
            Subtype="connect:SMS",
            Event={"Type": "MESSAGE", "ContentType": "text/plain", "Content": content},
        )["InitialContactId"]

    contact = says("hello")
    bot = connect.create_participant(
        InstanceId=instance,
        ContactId=contact,
        ParticipantDetails={"ParticipantRole": "CUSTOM_BOT", "DisplayName": "Bot"},
    )
    joined = participant.create_participant_connection(
        ParticipantToken=bot["ParticipantCredentials"]["ParticipantToken"],
        Type=["CONNECTION_CREDENTIALS", "WEBSOCKET"],
        ConnectParticipant=True,
    )
    assert joined["Websocket"]["Url"].startswith("ws"), joined["Websocket"]
    token = joined["ConnectionCredentials"]["ConnectionToken"]
    streaming = connect.start_contact_streaming(
        InstanceId=instance,
        ContactId=contact,
        ChatStreamingConfiguration={"StreamingEndpointArn": "arn:aws:sns:us-east-1:111122223333:out"},
        ClientToken=str(uuid.uuid4()),
    )["StreamingId"]
    participant.send_event(ConnectionToken=token, ContentType="application/vnd.amazonaws.connect.event.typing")
    sent = participant.send_message(ConnectionToken=token, ContentType="text/plain", Content="hi")
    is_equal(says("thanks"), contact)
    items = participant.get_transcript(ConnectionToken=token, SortOrder="ASCENDING", MaxResults=100)["Transcript"]
    messages = [(item["ParticipantRole"], item["Content"]) for item in items if item["Type"] == "MESSAGE"]
    is_equal(messages, [("CUSTOMER", "hello"), ("CUSTOM_BOT", "hi"), ("CUSTOMER", "thanks")])
    assert sent["Id"] in [item["Id"] for item in items], "the message has another id"
    connect.stop_contact_streaming(InstanceId=instance, ContactId=contact, StreamingId=streaming)
    connect.stop_contact(InstanceId=instance, ContactId=contact)
    denied = participant.exceptions.AccessDeniedException
    fails_with(denied, 403, participant.send_message, ConnectionToken=token, ContentType="text/plain", Content="bye")


def main():
    instance = instance_id()
    two_sides(client(), client("connectparticipant"), instance)
    two_sides(client(signature_version=UNSIGNED), client("connectparticipant", signature_version=UNSIGNED), instance)
    converse(client(), instance)
    converse(client(signature_version=UNSIGNED), instance)
    arn = f"arn:aws:connect:us-east-1:111122223333:instance/{instance}"
    fails_with(client().exceptions.ResourceNotFoundException, 404, client().describe_contact, InstanceId=arn, ContactId=str(uuid.uuid4()))
    retry(client())
    print("boto3", boto3.__version__, "ok")


main()
