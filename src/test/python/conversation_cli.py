"""A conversation with the simulator through the AWS CLI, unmodified.

Usage: python3 conversation_cli.py <base URL>
Ends with 0 if everything was as AWS documents it, else with a traceback that says what was not.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

BASE_URL = sys.argv[1]
DESTINATION = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef"
TEXT = "Type=MESSAGE,ContentType=text/plain,Content="

ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("AWS_")},
    "AWS_ENDPOINT_URL_CONNECT": BASE_URL,
    "AWS_ENDPOINT_URL_CONNECTPARTICIPANT": BASE_URL,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_MAX_ATTEMPTS": "1",
    "AWS_PAGER": "",
}
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "no secret"}


def run(*arguments, signed, service="connect"):
    command = ["aws", service, *arguments, "--output", "json", *([] if signed else ["--no-sign-request"])]
    return subprocess.run(command, env=ENVIRONMENT | (KEYS if signed else {}), capture_output=True, text=True, timeout=60)


def aws(*arguments, signed=True, service="connect"):
    result = run(*arguments, signed=signed, service=service)
    assert result.returncode == 0, f"{arguments}: {result.stderr}"
    return json.loads(result.stdout) if result.stdout.strip() else {}


def fails_with(error, *arguments):
    result = run(*arguments, signed=True)
    assert result.returncode != 0 and f"({error})" in result.stderr, f"{arguments}: {result.stdout}{result.stderr}"


def is_equal(actual, expected):
    assert actual == expected, f"{actual!r}, expected {expected!r}"


def instance_id():
    with urllib.request.urlopen(BASE_URL + "/_simulator/info") as answer:
        return json.load(answer)["instanceId"]


def new_source():
    return "+1206" + str(uuid.uuid4().int)[:10]


def send(source, event, *more, signed=True):
    answer = aws(
        "send-chat-integration-event",
        "--source-id", source, "--destination-id", DESTINATION, "--subtype", "connect:SMS", "--event", event, *more,
        signed=signed,
    )
    return answer.get("InitialContactId"), answer["NewChatCreated"]


def understands_yaml():
    result = run("send-chat-integration-event", "--generate-cli-skeleton", "yaml-input", signed=False)
    return result.returncode == 0


def from_file(option, suffix, request, signed):
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
        file.write(request)
        file.flush()
        return aws("send-chat-integration-event", option, "file://" + file.name, signed=signed)


def converse(instance):
    source = new_source()
    first, created = send(source, TEXT + "hello", "--new-session-details", "Attributes={order=42}", signed=False)
    is_equal(created, True)
    is_equal(send(source, TEXT + "second"), (first, False))

    here = ("--instance-id", instance)
    contact = aws("describe-contact", *here, "--contact-id", first)["Contact"]
    is_equal((contact["Id"], contact["Channel"], contact["InitiationMethod"]), (first, "CHAT", "API"))

    aws("update-contact-attributes", *here, "--initial-contact-id", first, "--attributes", "order=43,lang=de")
    attributes = aws("get-contact-attributes", *here, "--initial-contact-id", first)["Attributes"]
    is_equal(attributes, {"order": "43", "lang": "de"})

    aws("tag-contact", *here, "--contact-id", first, "--tags", "team=red,a/b=c")
    tags = aws("describe-contact", *here, "--contact-id", first)["Contact"]["Tags"]
    is_equal((tags.get("team"), tags.get("a/b")), ("red", "c"))
    aws("untag-contact", *here, "--contact-id", first, "--tag-keys", "team", "a/b", signed=False)
    assert "team" not in aws("describe-contact", *here, "--contact-id", first)["Contact"].get("Tags", {})

    now = datetime.now(timezone.utc)
    around = f"Type=INITIATION_TIMESTAMP,StartTime={(now - timedelta(hours=1)).isoformat()},EndTime={(now + timedelta(hours=1)).isoformat()}"
    found = aws("search-contacts", *here, "--time-range", around)
    assert first in [each["Id"] for each in found["Contacts"]], "not found"
    associated = aws("list-associated-contacts", *here, "--contact-id", first)["ContactSummaryList"]
    is_equal([each["ContactId"] for each in associated], [first])

    is_equal(send(source, "Type=DISCONNECT"), (first, False))
    is_equal(send(source, "Type=DISCONNECT", signed=False), (None, False))
    second, created = send(source, TEXT + "again")
    is_equal((second == first, created), (False, True))
    aws("stop-contact", *here, "--contact-id", second)
    reason = aws("describe-contact", *here, "--contact-id", second)["Contact"]["DisconnectReason"]
    is_equal(reason, "API")

    unknown = str(uuid.uuid4())
    fails_with("ContactNotFoundException", "stop-contact", *here, "--contact-id", unknown)
    fails_with("ResourceNotFoundException", "describe-contact", *here, "--contact-id", unknown)
    fails_with(
        "InvalidRequestException",
        "send-chat-integration-event",
        "--source-id", source, "--destination-id", DESTINATION, "--event", "Type=BOGUS",
    )


def requests_from_files():
    for signed in (True, False):
        request = {
            "SourceId": new_source(),
            "DestinationId": DESTINATION,
            "Subtype": "connect:SMS",
            "Event": {"Type": "MESSAGE", "ContentType": "text/plain", "Content": "hello"},
        }
        answer = from_file("--cli-input-json", ".json", json.dumps(request), signed)
        is_equal(answer["NewChatCreated"], True)
        if understands_yaml():  # version 2 of the CLI does
            yaml = "\n".join(
                [
                    f'SourceId: "{request["SourceId"]}"',
                    f"DestinationId: {DESTINATION}",
                    "Subtype: connect:SMS",
                    "Event:",
                    "  Type: MESSAGE",
                    "  ContentType: text/plain",
                    "  Content: hello again",
                ]
            )
            again = from_file("--cli-input-yaml", ".yaml", yaml, signed)
            is_equal(again, {"InitialContactId": answer["InitialContactId"], "NewChatCreated": False})


def two_sides(instance):
    """A bot joins the chat of a customer and answers."""
    contact, _ = send(new_source(), TEXT + "hello")
    bot = aws(
        "create-participant", "--instance-id", instance, "--contact-id", contact,
        "--participant-details", "ParticipantRole=CUSTOM_BOT,DisplayName=Bot",
    )
    token = aws(
        "create-participant-connection", "--connect-participant", "--type", "CONNECTION_CREDENTIALS",
        "--participant-token", bot["ParticipantCredentials"]["ParticipantToken"],
        service="connectparticipant",
    )["ConnectionCredentials"]["ConnectionToken"]
    sent = aws(
        "send-message", "--content-type", "text/plain", "--content", "hi", "--connection-token", token,
        service="connectparticipant",
    )
    newest = aws(
        "get-transcript", "--max-results", "1", "--connection-token", token, service="connectparticipant", signed=False,
    )["Transcript"]
    is_equal([(item["Id"], item["Content"]) for item in newest], [(sent["Id"], "hi")])


def main():
    converse(instance_id())
    two_sides(instance_id())
    requests_from_files()
    version = subprocess.run(["aws", "--version"], capture_output=True, text=True).stdout.strip()
    print(version, "with" if understands_yaml() else "without", "--cli-input-yaml: ok")


main()
