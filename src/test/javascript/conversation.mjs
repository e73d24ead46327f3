// A conversation with the simulator through the AWS SDK for JavaScript, unmodified.
//
// Usage: node conversation.mjs <base URL>
// Ends with 0 if everything was as AWS documents it, else with an error that says what was not.

import assert from "node:assert/strict";
import { randomInt, randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import {
  ConnectClient,
  ContactNotFoundException,
  CreateParticipantCommand,
  DescribeContactCommand,
  GetContactAttributesCommand,
  InvalidParameterException,
  InvalidRequestException,
  ListAssociatedContactsCommand,
  ResourceNotFoundException,
  SendChatIntegrationEventCommand,
  StopContactCommand,
  TagContactCommand,
  UntagContactCommand,
  UpdateContactAttributesCommand,
  paginateSearchContacts,
} from "@aws-sdk/client-connect";
import {
  AccessDeniedException,
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";

const baseUrl = process.argv[2];
const DESTINATION = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";

const { instanceId: InstanceId } = await (await fetch(`${baseUrl}/_simulator/info`)).json();
const connect = new ConnectClient({
  endpoint: baseUrl,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "no secret" },
  maxAttempts: 1,
});

const newSource = () => `+1206${randomInt(1e9, 1e10)}`;
const text = (Content) => ({ Type: "MESSAGE", ContentType: "text/plain", Content });
const describe = async (ContactId) => (await connect.send(new DescribeContactCommand({ InstanceId, ContactId }))).Contact;

async function send(SourceId, Event, more = {}) {
  const request = { SourceId, DestinationId: DESTINATION, Subtype: "connect:SMS", Event, ...more };
  const answer = await connect.send(new SendChatIntegrationEventCommand(request));
  assert.ok(answer.$metadata.requestId, "no request id");
  return [answer.InitialContactId, answer.NewChatCreated];
}

async function failsWith(types, status, call) {
  await assert.rejects(call, (error) => {
    assert.ok([types].flat().some((type) => error instanceof type), `${error.name}: ${error.message}`);
    assert.equal(error.$metadata.httpStatusCode, status);
    assert.ok(error.$metadata.requestId, "no request id");
    assert.ok(error.message, "no message");
    return true;
  });
}

const source = newSource();
const started = Date.now();

// nothing is active: an end has nothing to end
assert.deepEqual(await send(source, { Type: "DISCONNECT" }), [undefined, false]);

// the first message opens a chat, the second belongs to it
const [first, created] = await send(source, text("hello"), {
  NewSessionDetails: { ParticipantDetails: { DisplayName: "Jane" }, Attributes: { order: "42", lang: "ü" } },
});
assert.equal(created, true);
assert.deepEqual(await send(source, text("second, with ü and 🙂")), [first, false]);

// what is known about the contact
const contact = await describe(first);
assert.equal(contact.Id, first);
assert.equal(contact.Channel, "CHAT");
assert.equal(contact.InitiationMethod, "API");
assert.deepEqual(contact.SegmentAttributes["connect:Subtype"].ValueString, "connect:SMS");
assert.ok(Math.abs(contact.InitiationTimestamp.getTime() - started) < 300_000, contact.InitiationTimestamp);
assert.equal(contact.DisconnectTimestamp, undefined);

// attributes
const attributes = async () =>
  (await connect.send(new GetContactAttributesCommand({ InstanceId, InitialContactId: first }))).Attributes;
assert.deepEqual(await attributes(), { order: "42", lang: "ü" });
await connect.send(
  new UpdateContactAttributesCommand({ InstanceId, InitialContactId: first, Attributes: { order: "43", empty: "" } }),
);
assert.deepEqual(await attributes(), { order: "43", lang: "ü", empty: "" });

// tags
await connect.send(new TagContactCommand({ InstanceId, ContactId: first, Tags: { team: "red", "a/b": "c" } }));
const { team, "a/b": ab } = (await describe(first)).Tags;
assert.deepEqual([team, ab], ["red", "c"]);
await connect.send(new UntagContactCommand({ InstanceId, ContactId: first, TagKeys: ["team", "a/b"] }));
assert.equal((await describe(first)).Tags?.team, undefined);

// search and association
const around = {
  Type: "INITIATION_TIMESTAMP",
  StartTime: new Date(started - 3_600_500),
  EndTime: new Date(started + 3_600_500),
};
const found = [];
for await (const page of paginateSearchContacts({ client: connect, pageSize: 100 }, { InstanceId, TimeRange: around })) {
  found.push(...page.Contacts.map((each) => each.Id));
}
assert.ok(found.includes(first), "not found");
const associated = await connect.send(new ListAssociatedContactsCommand({ InstanceId, ContactId: first }));
assert.deepEqual(associated.ContactSummaryList.map((each) => each.ContactId), [first]);

// the end, and the next chat
assert.deepEqual(await send(source, { Type: "DISCONNECT" }), [first, false]);
assert.equal((await describe(first)).DisconnectReason, "CUSTOMER_DISCONNECT");
const [second, createdAgain] = await send(source, text("hello again"));
assert.notEqual(second, first);
assert.equal(createdAgain, true);
await connect.send(new StopContactCommand({ InstanceId, ContactId: second }));
assert.equal((await describe(second)).DisconnectReason, "API");

// this SDK checks nothing, so the simulator must
const invalid = [InvalidRequestException, InvalidParameterException];
const ContactId = randomUUID();
for (const event of [text(""), text("x".repeat(1_025)), { Type: "NOPE" }, { Type: "MESSAGE", Content: "x" }, undefined]) {
  await failsWith(InvalidRequestException, 400, () => send(source, event));
}
await failsWith(InvalidRequestException, 400, () => send("", text("x")));
await failsWith(InvalidRequestException, 400, () => send(source, text("x"), { DestinationId: undefined }));
await failsWith(ContactNotFoundException, 410, () => connect.send(new StopContactCommand({ InstanceId, ContactId })));
await failsWith(ResourceNotFoundException, 404, () => describe(ContactId));
await failsWith(invalid, 400, () =>
  connect.send(new TagContactCommand({ InstanceId, ContactId: first, Tags: { "aws:x": "y" } })),
);

// a bot joins the chat of a customer, answers and leaves
const participants = new ConnectParticipantClient({
  endpoint: baseUrl,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "no secret" },
  maxAttempts: 1,
});
const [chat] = await send(newSource(), text("hello"));
const bot = await connect.send(
  new CreateParticipantCommand({
    InstanceId,
    ContactId: chat,
    ParticipantDetails: { ParticipantRole: "CUSTOM_BOT", DisplayName: "Bot" },
  }),
);
const { ConnectionCredentials } = await participants.send(
  new CreateParticipantConnectionCommand({
    ParticipantToken: bot.ParticipantCredentials.ParticipantToken,
    Type: ["CONNECTION_CREDENTIALS"],
    ConnectParticipant: true,
  }),
);
const { ConnectionToken } = ConnectionCredentials;
const hi = { ConnectionToken, ContentType: "text/plain", Content: "hi" };
const { Id } = await participants.send(new SendMessageCommand(hi));
const { Transcript } = await participants.send(new GetTranscriptCommand({ ConnectionToken, MaxResults: 1 }));
assert.deepEqual([Transcript[0].Id, Transcript[0].Content, Transcript[0].ParticipantRole], [Id, "hi", "CUSTOM_BOT"]);
await participants.send(new DisconnectParticipantCommand({ ConnectionToken }));
await failsWith(AccessDeniedException, 403, () => participants.send(new SendMessageCommand(hi)));

// two attempts of one call: the same invocation id
const invocation = randomUUID();
connect.middlewareStack.add(
  (next) => (call) => {
    call.request.headers["amz-sdk-invocation-id"] = invocation;
    return next(call);
  },
  { step: "finalizeRequest", priority: "low", name: "sameCall" },
);
const once = newSource();
const [answer, retried] = [await send(once, text("once")), await send(once, text("once"))];
assert.equal(answer[1], true);
assert.deepEqual(retried, answer);

const { version } = createRequire(import.meta.url)("@aws-sdk/client-connect/package.json");
console.log(`@aws-sdk/client-connect ${version} on Node ${process.version}: ok`);
