// A chat with the simulator through amazon-connect-chatjs, unmodified, over a network that can fail.
//
// Usage: node chat.mjs <base URL>
// Ends with 0 if everything was as the library expects it, else with an error that says what was not.

import assert from "node:assert/strict";
import { randomInt, randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { createServer, connect as dial } from "node:net";
import { JSDOM } from "jsdom";
import WebSocket from "ws";

const simulator = new URL(process.argv[2]);
const DESTINATION = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";
const VND = "application/vnd.amazonaws.connect.";

// ---- a browser, as far as the library needs one

const { window } = new JSDOM("", { url: "http://localhost/" });
Object.defineProperty(window.navigator, "onLine", { value: true });
for (const name of ["window", "document", "navigator"]) {
  Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name], configurable: true });
}
const sockets = []; // the URLs of all WebSockets that the library has opened
class RecordedWebSocket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols);
    sockets.push(this);
  }
}
globalThis.WebSocket = window.WebSocket = RecordedWebSocket;
globalThis.self = globalThis;
globalThis.connect = window.connect = { version: "acceptance" };
createRequire(import.meta.url)("amazon-connect-chatjs");
const { ChatSession } = globalThis.connect.ChatSession ? globalThis.connect : window.connect;

// ---- the network: a WebSocket that fell silent carries nothing any more and stays open; everything else works

const tunnels = new Set();
const network = createServer((client) => {
  const server = dial(Number(simulator.port), simulator.hostname);
  const tunnel = { webSocket: false, silent: false };
  tunnels.add(tunnel);
  const ignore = () => {};
  client.once("data", (bytes) => (tunnel.webSocket = bytes.toString("latin1").startsWith("GET /participant/websocket")));
  client.on("error", ignore).on("data", (bytes) => tunnel.silent || server.write(bytes));
  server.on("error", ignore).on("data", (bytes) => tunnel.silent || client.write(bytes));
  client.on("close", () => tunnel.silent || server.destroy());
  server.on("close", () => tunnel.silent || client.destroy());
});
await new Promise((listening) => network.listen(0, "127.0.0.1", listening));
const endpoint = `http://localhost:${network.address().port}`;
const fallSilent = () => tunnels.forEach((tunnel) => (tunnel.silent = tunnel.webSocket));

// ---- the other side: a customer who writes SMS, and an administrator

async function call(path, body) {
  const response = await fetch(new URL(path, simulator), {
    method: "POST",
    headers: { "content-type": "application/json", "amz-sdk-invocation-id": randomUUID() },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  assert.equal(response.status, 200, JSON.stringify(answer));
  return answer;
}
const { instanceId: InstanceId } = await (await fetch(new URL("/_simulator/info", simulator))).json();
const SourceId = `+1206${randomInt(1e9, 1e10)}`;
const customerSends = (Event) =>
  call("/chat-integration-event", { SourceId, DestinationId: DESTINATION, Subtype: "connect:SMS", Event });
const customerSays = (Content) => customerSends({ Type: "MESSAGE", ContentType: "text/plain", Content });

// ---- helpers

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function until(what, condition, seconds = 10) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(20)) {
    const value = condition();
    if (value) return value;
  }
  assert.fail(`not within ${seconds} s: ${what}`);
}

// ---- the session

const { InitialContactId: contactId } = await customerSays("hello");
const { ParticipantCredentials, ParticipantId: participantId } = await call("/contact/create-participant", {
  InstanceId,
  ContactId: contactId,
  ParticipantDetails: { ParticipantRole: "CUSTOM_BOT", DisplayName: "Bot" },
});
const chatDetails = { contactId, participantId, participantToken: ParticipantCredentials.ParticipantToken };

ChatSession.setGlobalConfig({ endpoint, region: "us-east-1", loggerConfig: { useDefaultLogger: false } });
const create = () =>
  ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true, options: { region: "us-east-1" } });
const session = create();

const heard = { messages: [], typing: [], read: [], delivered: [], established: 0, lost: 0, broken: 0, ended: 0, deep: 0 };
session.onMessage(({ data }) => heard.messages.push(data));
session.onTyping(({ data }) => heard.typing.push(data));
session.onReadReceipt(({ data }) => heard.read.push(data));
session.onDeliveredReceipt(({ data }) => heard.delivered.push(data));
session.onConnectionEstablished(() => heard.established++);
session.onConnectionLost(() => heard.lost++);
session.onConnectionBroken(() => heard.broken++);
session.onDeepHeartbeatSuccess(() => heard.deep++);
session.onEnded(() => heard.ended++);
const said = () => heard.messages.filter((item) => item.Type === "MESSAGE").map((item) => item.Content);

// it connects
const connected = await session.connect();
assert.equal(connected.connectSuccess, true, JSON.stringify(connected));
await until("onConnectionEstablished", () => heard.established === 1);
assert.match(sockets[0].url, /^ws:\/\/127\.0\.0\.1:\d+\/participant\/websocket\?token=/);
await until("participant.joined", () =>
  heard.messages.some((item) => item.ContentType === `${VND}event.participant.joined` && item.ParticipantId === participantId));

// it sends and receives
const sent = await session.sendMessage({ contentType: "text/plain", message: "How can I help?" });
assert.ok(sent.data.Id);
assert.match(sent.data.AbsoluteTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
await customerSays("My order is late");
await until("both messages", () => said().length === 2);
assert.deepEqual(said(), ["How can I help?", "My order is late"]);
const [own, theirs] = heard.messages.filter((item) => item.Type === "MESSAGE");
assert.equal(own.Id, sent.data.Id);
assert.equal(own.DisplayName, "Bot");
assert.equal(own.ParticipantRole, "CUSTOM_BOT");
assert.equal(theirs.ParticipantRole, "CUSTOMER");
assert.equal(theirs.ContactId, contactId);

// typing, both ways
await session.sendEvent({ contentType: `${VND}event.typing` });
await customerSends({ Type: "EVENT", ContentType: `${VND}event.typing` });
await until("typing", () => heard.typing.some((item) => item.ParticipantRole === "CUSTOMER"));

// receipts: those of others are heard, one's own are not
const receipt = (kind, messageId) => ({
  Type: "EVENT",
  ContentType: `${VND}event.message.${kind}`,
  Content: JSON.stringify({ messageId }),
});
await customerSends(receipt("delivered", sent.data.Id));
await customerSends(receipt("read", sent.data.Id));
await until("receipts", () => heard.delivered.length === 1 && heard.read.length === 1);
assert.equal(heard.read[0].MessageMetadata.MessageId, sent.data.Id);
await session.sendEvent({
  contentType: `${VND}event.message.read`,
  content: JSON.stringify({ messageId: theirs.Id, disableThrottle: true }),
});

// the transcript, in pages, both ways
for (let i = 0; i < 12; i++) await customerSays(`line ${i}`);
const transcript = [];
let nextToken;
do {
  const page = await session.getTranscript({ scanDirection: "BACKWARD", sortOrder: "ASCENDING", maxResults: 5, nextToken });
  transcript.unshift(...page.data.Transcript);
  nextToken = page.data.NextToken;
} while (nextToken);
const lines = transcript.filter((item) => item.Type === "MESSAGE").map((item) => item.Content);
assert.deepEqual(lines, ["hello", "How can I help?", "My order is late", ...Array.from({ length: 12 }, (_, i) => `line ${i}`)]);
const forward = await session.getTranscript({
  scanDirection: "FORWARD",
  sortOrder: "ASCENDING",
  maxResults: 3,
  startPosition: { id: sent.data.Id },
});
assert.ok(forward.data.Transcript.length > 0);
await until("all lines", () => said().length === 14);

// the network fails: the library misses its heartbeat, connects again, and nothing is lost or repeated
const before = sockets.length;
let number = 0;
const writing = setInterval(() => customerSays(`while it fails ${number++}`), 250);
await wait(1000);
fallSilent();
await until("another socket", () => sockets.length > before && sockets.at(-1).readyState === WebSocket.OPEN, 60);
await wait(2000);
clearInterval(writing);
await wait(500);
const expected = Array.from({ length: number }, (_, i) => `while it fails ${i}`);
await until("all that was written meanwhile", () => said().length >= 14 + number);
await wait(500);
assert.deepEqual(said().slice(14), expected);
const ids = heard.messages.map((item) => item.Id);
assert.equal(new Set(ids).size, ids.length, "an item was heard twice");

// the chat ends
await customerSends({ Type: "DISCONNECT" });
await until("onEnded", () => heard.ended === 1);
assert.equal(heard.messages.filter((item) => item.ContentType === `${VND}event.chat.ended`).length, 1);
await assert.rejects(session.sendMessage({ contentType: "text/plain", message: "too late" }));

// after it, nobody connects
const late = await fetch(new URL("/participant/connection", simulator), {
  method: "POST",
  headers: { "content-type": "application/json", "x-amz-bearer": chatDetails.participantToken },
  body: JSON.stringify({ Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"] }),
});
assert.equal(late.status, 403);

console.log(`chatjs: ${heard.messages.length} items over ${sockets.length} sockets, each once; ${heard.deep} deep heartbeats`);
process.exit(0);
