"""Calls beyond a quota through boto3, unmodified, of a simulator that allows 26 events at once and one more every 4 s.

Usage: python3 throttling_boto3.py <base URL>
Ends with 0 if the call beyond the quota failed as AWS documents it, and a retry of the SDK succeeded.
"""

import sys

import boto3
from botocore.config import Config

DESTINATION = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef"


def client(**retries):
    return boto3.client(
        "connect",
        endpoint_url=sys.argv[1],
        region_name="us-east-1",
        config=Config(retries=retries),
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="no secret",
    )


def send(connect):
    return connect.send_chat_integration_event(
        SourceId="+12065550142",
        DestinationId=DESTINATION,
        Subtype="connect:SMS",
        Event={"Type": "MESSAGE", "ContentType": "text/plain", "Content": "hello"},
    )


impatient = client(total_max_attempts=1)
handled = 0
refused = []
for _ in range(27):
    try:
        send(impatient)
        handled += 1
    except impatient.exceptions.ThrottlingException as error:
        refused.append(error.response["ResponseMetadata"]["HTTPStatusCode"])
assert (handled, refused) == (26, [429]), (handled, refused)

answer = send(client(total_max_attempts=20, mode="standard"))
retries = answer["ResponseMetadata"]["RetryAttempts"]
assert answer["NewChatCreated"] is False and retries > 0, answer
print(f"boto3: 26 of 27 calls handled, one refused with 429, and one handled after {retries} retries")
