package dev.contactsimulator.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests, good ones and bad ones: right operations with right members, then with members that are wrong in type,
 * length or spelling, with broken JSON, broken paths, broken headers and broken HTTP. One seed gives always the same.
 */
public final class RequestGenerator {

    /**
     * @param bytes the whole request
     * @param framed whether it is HTTP, so that there must be a response and the connection may be used again
     */
    public record Generated(byte[] bytes, boolean framed) {

        @Override
        public String toString() {
            String text = new String(bytes, ISO_8859_1);
            return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
        }
    }

    private record Call(String method, String target, byte[] body) {}

    private static final String EVENTS = "application/vnd.amazonaws.connect.event.";
    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "text/plain",
            "text/markdown",
            "application/json",
            "application/vnd.amazonaws.connect.message.interactive",
            "application/vnd.amazonaws.connect.message.interactive.response",
            EVENTS + "typing",
            EVENTS + "connection.acknowledged",
            EVENTS + "message.delivered",
            EVENTS + "message.read",
            EVENTS + "chat.ended");
    private static final List<String> TIME_TYPES = List.of(
            "INITIATION_TIMESTAMP", "DISCONNECT_TIMESTAMP", "SCHEDULED_TIMESTAMP", "CONNECTED_TO_AGENT_TIMESTAMP");
    private static final List<String> MATCH_TYPES = List.of("MATCH_ALL", "MATCH_ANY", "MATCH_EXACT", "MATCH_NONE");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get");
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "1e999",
            "-",
            "\\u0000",
            "\\ud800",
            "//",
            "/*",
            "\0",
            "\u00ff",
            "\u00c0\u0080",
            "\u00ef\u00bb\u00bf",
            "NaN",
            "'",
            "\n",
            "\"a\":1,\"a\":2");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "null",
            "\u0000",
            "\ud83d\ude00",
            "\u202e\u0301",
            "\n\t",
            "%2F",
            "'; DROP TABLE event_log; --",
            "${jndi:ldap://x}",
            "../..",
            "aws:x",
            "text/plain",
            "MESSAGE",
            "00000000-0000-0000-0000-000000000000");

    private final Random random;
    private final String instanceId;
    private final List<String> contactIds;

    /** @param contactIds contacts that exist, if any */
    public RequestGenerator(long seed, String instanceId, List<String> contactIds) {
        this.random = new Random(seed);
        this.instanceId = instanceId;
        this.contactIds = List.copyOf(contactIds);
    }

    public Generated next() {
        int kind = random.nextInt(100);
        Call call = call(kind >= 25 && kind < 70);
        if (kind >= 70 && kind < 80) call = new Call(call.method(), call.target(), brokenText(call.body()));
        if (kind >= 80 && kind < 88) call = new Call(call.method(), brokenTarget(call.target()), call.body());
        if (kind >= 88 && kind < 90) call = new Call(pick(METHODS), call.target(), call.body());
        byte[] request = random.nextInt(10) == 0
                ? chunked(call)
                : RawHttp.request(call.method(), call.target(), headers(), call.body());
        if (kind < 95) return new Generated(request, true);
        return new Generated(brokenBytes(request), false);
    }

    private Call call(boolean mutated) {
        return switch (random.nextInt(14)) {
            case 0 -> post("/contact/stop", contact("ContactId"), mutated);
            case 1 -> post("/contact/attributes", contact("InitialContactId").set("Attributes", pairs()), mutated);
            case 2 -> post("/contact/tags", contact("ContactId").set("Tags", pairs()), mutated);
            case 3 ->
                new Call("DELETE", "/contact/tags/" + label(instance()) + "/" + label(contactId()) + tagKeys(), none());
            case 4 -> new Call("GET", "/contacts/" + label(instance()) + "/" + label(contactId()), none());
            case 5 -> new Call("GET", "/contact/attributes/" + label(instance()) + "/" + label(contactId()), none());
            case 6 ->
                new Call(
                        "GET", "/contact/associated/" + label(instance()) + "?contactId=" + label(contactId()), none());
            case 12, 13 -> setup(mutated);
            case 7, 8 -> post("/search-contacts", search(), mutated);
            default -> post("/chat-integration-event", chatEvent(), mutated);
        };
    }

    private Call setup(boolean mutated) {
        String source = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-" + random.nextInt(3);
        String type = pick(List.of("SMS_PHONE_NUMBER", "INBOUND_EMAIL", "FAX"));
        String association =
                "/flow-associations/" + label(instance()) + "/" + label(pick(List.of(source, text()))) + "/" + type;
        return switch (random.nextInt(10)) {
            case 0 ->
                put(
                        "/instance",
                        object().put("IdentityManagementType", pick(List.of("SAML", "NONE")))
                                .put("InboundCallsEnabled", true)
                                .put("OutboundCallsEnabled", random.nextBoolean())
                                .put("InstanceAlias", "i" + random.nextInt(30)),
                        mutated);
            case 1 -> new Call("GET", "/instance/" + label(instance()), none());
            case 2 -> new Call("GET", "/instance?maxResults=" + random.nextInt(12), none());
            case 3 ->
                put(
                        "/contact-flows/" + label(instance()),
                        object().put("Name", "f" + random.nextInt(30))
                                .put("Type", pick(List.of("CONTACT_FLOW", "CAMPAIGN", "x")))
                                .put("Content", pick(List.of("{}", "{\"a\":[1]}", "[]", text()))),
                        mutated);
            case 4 -> new Call("GET", "/contact-flows-summary/" + label(instance()), none());
            case 5 ->
                post(
                        "/phone-number/import",
                        object().put("InstanceId", instance()).put("SourcePhoneNumberArn", source),
                        mutated);
            case 6 -> post("/phone-number/list", object(), mutated);
            case 7 ->
                put(
                        "/flow-associations/" + label(instance()),
                        object().put("ResourceId", source).put("FlowId", text()).put("ResourceType", type),
                        mutated);
            case 8 -> new Call("GET", association, none());
            default -> new Call("DELETE", association, none());
        };
    }

    private Call post(String path, ObjectNode body, boolean mutated) {
        return new Call("POST", path, json(body, mutated));
    }

    private Call put(String path, ObjectNode body, boolean mutated) {
        return new Call("PUT", path, json(body, mutated));
    }

    private byte[] json(ObjectNode body, boolean mutated) {
        if (mutated && !body.isEmpty()) {
            for (int i = random.nextInt(3); i >= 0; i--) mutate(body);
        }
        return body.toString().getBytes(UTF_8);
    }

    private static byte[] none() {
        return new byte[0];
    }

    private ObjectNode chatEvent() {
        ObjectNode request = object().put("SourceId", "+1206555" + (1000 + random.nextInt(50)))
                .put(
                        "DestinationId",
                        "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-" + random.nextInt(3));
        if (random.nextBoolean())
            request.put("Subtype", pick(List.of("connect:sms", "connect:SMS", "connect:WhatsApp", "x")));
        request.set("Event", random.nextInt(3) == 0 ? anyEvent() : goodEvent());
        if (random.nextInt(6) == 0) request.set("NewSessionDetails", newSession());
        return request;
    }

    private ObjectNode goodEvent() {
        return switch (random.nextInt(8)) {
            case 0 -> object().put("Type", "DISCONNECT");
            case 1 -> object().put("Type", "EVENT").put("ContentType", EVENTS + "typing");
            default ->
                object().put("Type", "MESSAGE")
                        .put("ContentType", "text/plain")
                        .put("Content", "hello " + random.nextInt());
        };
    }

    private ObjectNode anyEvent() {
        ObjectNode event = object().put("Type", pick(List.of("MESSAGE", "MESSAGE", "EVENT", "DISCONNECT")));
        if (random.nextInt(8) > 0) event.put("ContentType", pick(CONTENT_TYPES));
        if (random.nextInt(8) > 0) event.put("Content", pick(List.of("hello", "{\"messageId\":\"x\"}", text())));
        return event;
    }

    private ObjectNode newSession() {
        ObjectNode details = object();
        if (random.nextBoolean()) {
            ArrayNode types = details.putArray("SupportedMessagingContentTypes");
            for (int i = random.nextInt(4); i >= 0; i--) types.add(pick(CONTENT_TYPES));
        }
        if (random.nextBoolean()) details.putObject("ParticipantDetails").put("DisplayName", text());
        if (random.nextBoolean()) details.set("Attributes", pairs());
        if (random.nextInt(3) == 0) {
            details.putObject("StreamingConfiguration")
                    .put("StreamingEndpointArn", "arn:aws:sns:us-east-1:111122223333:out" + pick(List.of("", ".fifo")));
        }
        return details;
    }

    private ObjectNode search() {
        ObjectNode request = object().put("InstanceId", instance());
        request.set("TimeRange", timeRange());
        if (random.nextBoolean()) request.put("MaxResults", random.nextInt(110));
        if (random.nextInt(5) == 0) request.put("NextToken", text());
        if (random.nextBoolean()) {
            request.putObject("Sort")
                    .put("FieldName", pick(List.of("INITIATION_TIMESTAMP", "DISCONNECT_TIMESTAMP", "CHANNEL")))
                    .put("Order", pick(List.of("ASCENDING", "DESCENDING")));
        }
        if (random.nextBoolean()) request.set("SearchCriteria", criteria());
        return request;
    }

    private ObjectNode timeRange() {
        long now = System.currentTimeMillis() / 1000 / 86_400 * 86_400;
        return object().put("Type", pick(TIME_TYPES))
                .put("StartTime", now - random.nextInt(60 * 86_400))
                .put("EndTime", now + random.nextInt(86_400) + 0.5);
    }

    private ObjectNode criteria() {
        ObjectNode criteria = object();
        if (random.nextBoolean()) criteria.putArray("Channels").add(pick(List.of("CHAT", "VOICE", "FAX")));
        if (random.nextBoolean()) criteria.putArray("InitiationMethods").add(pick(List.of("API", "INBOUND")));
        if (random.nextInt(4) == 0) criteria.putArray("AgentIds").add(text());
        if (random.nextInt(3) == 0) {
            ObjectNode attributes =
                    criteria.putObject("SearchableContactAttributes").put("MatchType", pick(MATCH_TYPES));
            ObjectNode one = attributes.putArray("Criteria").addObject().put("Key", text());
            one.putArray("Values").add(text());
        }
        if (random.nextInt(3) == 0) {
            ObjectNode segment =
                    criteria.putObject("SearchableSegmentAttributes").put("MatchType", pick(MATCH_TYPES));
            ObjectNode one = segment.putArray("Criteria").addObject().put("Key", "connect:Subtype");
            one.putArray("Values").add("connect:SMS");
        }
        if (random.nextInt(3) == 0) {
            criteria.putObject("ContactTags")
                    .putObject("TagCondition")
                    .put("TagKey", text())
                    .put("TagValue", text());
        }
        if (random.nextInt(4) == 0) {
            ObjectNode additional = criteria.putObject("AdditionalTimeRange").put("MatchType", pick(MATCH_TYPES));
            additional.putArray("Criteria").addObject().set("TimeRange", timeRange());
        }
        return criteria;
    }

    private ObjectNode contact(String name) {
        return object().put("InstanceId", instance()).put(name, contactId());
    }

    private ObjectNode pairs() {
        ObjectNode pairs = object();
        for (int i = random.nextInt(8); i > 0; i--) pairs.put(random.nextInt(5) == 0 ? text() : "key" + i, text());
        return pairs;
    }

    private String tagKeys() {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append("TagKeys=")
                    .append(label(random.nextInt(4) == 0 ? text() : "k" + i));
        }
        return query.toString();
    }

    private String instance() {
        return switch (random.nextInt(10)) {
            case 0 -> text();
            case 1 -> "arn:aws:connect:us-east-1:111122223333:instance/" + instanceId;
            default -> instanceId;
        };
    }

    private String contactId() {
        if (contactIds.isEmpty() || random.nextInt(6) == 0) {
            return random.nextBoolean() ? text() : "0a0a0a0a-0000-4000-8000-0000000000" + (10 + random.nextInt(90));
        }
        return pick(contactIds);
    }

    private String text() {
        return switch (random.nextInt(8)) {
            case 0 -> pick(TEXTS);
            case 1 -> "x".repeat(1 << random.nextInt(16));
            case 2 -> "\u00fc\ud83d\ude00".repeat(1 << random.nextInt(10));
            case 3 -> "" + (char) random.nextInt(0xD800);
            default -> "text" + random.nextInt(100);
        };
    }

    /** Replaces, removes, adds or renames one member somewhere in a tree. */
    private void mutate(ObjectNode root) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode object = pick(objects);
        List<String> names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(8) == 0) {
            object.set(text(), value(0));
            return;
        }
        String name = pick(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.set(name.toLowerCase(), object.remove(name));
            case 3 -> object.put(name, text());
            default -> object.set(name, value(0));
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) objects.add(object);
        for (JsonNode child : node) collect(child, objects);
    }

    private JsonNode value(int depth) {
        JsonMapper json = JsonMapper.shared();
        return switch (random.nextInt(depth > 3 ? 8 : 11)) {
            case 0 -> json.valueToTree(null);
            case 1 -> json.valueToTree(random.nextBoolean());
            case 2 -> json.valueToTree(random.nextInt());
            case 3 -> json.valueToTree(random.nextLong());
            case 4 -> json.valueToTree(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
            case 5 -> json.readTree(pick(List.of("0", "-0", "1e400", "1e-400", "99999999999999999999", "0.1e1")));
            case 6, 7 -> json.valueToTree(text());
            case 8 -> {
                ArrayNode array = json.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) array.add(value(depth + 1));
                yield array;
            }
            case 9 -> {
                ObjectNode object = json.createObjectNode();
                for (int i = random.nextInt(4); i > 0; i--) object.set(text(), value(depth + 1));
                yield object;
            }
            default -> {
                JsonNode deep = json.createArrayNode();
                for (int i = random.nextInt(200); i > 0; i--)
                    deep = json.createArrayNode().add(deep);
                yield deep;
            }
        };
    }

    private byte[] brokenText(byte[] body) {
        StringBuilder text = new StringBuilder(new String(body, ISO_8859_1));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
                default -> text.insert(at, pick(PIECES));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private String brokenTarget(String target) {
        StringBuilder text = new StringBuilder(target);
        int at = 1 + random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setLength(at);
            case 1 -> text.deleteCharAt(at - 1);
            default ->
                text.insert(
                        at,
                        pick(List.of(
                                "/", "//", "%", "%2F", "%00", "%ff", "%zz", ";a=b", "?", "&", "=", "..", "*", "\\",
                                "\"", "\u00fc")));
        }
        return text.isEmpty() ? "/" : text.toString();
    }

    private byte[] brokenBytes(byte[] request) {
        byte[] broken = request.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            broken[random.nextInt(Math.min(broken.length, 400))] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) > 0 ? broken : Arrays.copyOf(broken, random.nextInt(broken.length));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (random.nextInt(10) > 0) headers.put("Content-Type", "application/json");
        if (random.nextInt(20) == 0)
            headers.put("Content-Type", pick(List.of("text/html", ";", "a/b;charset=nonsense", "*")));
        if (random.nextBoolean()) {
            headers.put(
                    "amz-sdk-invocation-id",
                    random.nextInt(5) == 0 ? headerText() : "call-" + random.nextInt(1_000_000));
        }
        if (random.nextBoolean()) {
            headers.put(
                    "Authorization",
                    random.nextInt(5) == 0
                            ? headerText()
                            : "AWS4-HMAC-SHA256 Credential=AKID/20260102/us-east-1/connect/aws4_request, SignedHeaders=host, Signature=0");
        }
        if (random.nextInt(30) == 0) headers.put("Cookie", "a=b; ".repeat(random.nextInt(300)));
        if (random.nextInt(30) == 0) headers.put("X-" + random.nextInt(100), headerText());
        if (random.nextInt(50) == 0) headers.put("Expect", "100-continue");
        return headers;
    }

    private String headerText() {
        return pick(List.of(
                "", "/", ",", "Credential=", "Credential=///", "x".repeat(1 << random.nextInt(11)), "\u00fc", "a\tb"));
    }

    private byte[] chunked(Call call) {
        StringBuilder head = new StringBuilder();
        head.append(call.method()).append(' ').append(call.target()).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Transfer-Encoding: chunked\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
        int from = 0;
        while (from < call.body().length) {
            int length = Math.min(call.body().length - from, 1 + random.nextInt(1_000));
            bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            bytes.write(call.body(), from, length);
            bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
            from += length;
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }

    private static String label(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
