package dev.contactsimulator.delivery.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The frames of the protocol that the official client library speaks: JSON objects with a topic. */
final class Frames {

    static final String SUBSCRIBE = "aws/subscribe";
    static final String UNSUBSCRIBE = "aws/unsubscribe";
    static final String PING = "aws/ping";
    static final String HEARTBEAT = "aws/heartbeat";

    /** The topic of the items of the participant's chat, the only one that can be subscribed to. */
    static final String CHAT = "aws/chat";

    static final String PING_RESPONSE = "{\"topic\":\"" + PING + "\",\"statusCode\":200,\"statusContent\":\"OK\"}";

    static final String HEARTBEAT_RESPONSE = "{\"topic\":\"" + HEARTBEAT + "\"}";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .build();

    /** For what a client has sent, which may be half of a surrogate pair. */
    private static final ObjectWriter ASCII = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /**
     * What a client sends.
     *
     * @param topic empty if it is not of the protocol
     * @param topics those to subscribe to
     */
    record Request(String topic, List<String> topics) {

        static final Request UNKNOWN = new Request("", List.of());

        static Request parse(String frame) {
            try {
                JsonNode json = MAPPER.readTree(frame);
                List<String> topics = new ArrayList<>();
                for (JsonNode each : json.path("content").path("topics")) topics.add(each.asString(""));
                return new Request(json.path("topic").asString(""), topics);
            } catch (JacksonException notJson) {
                return UNKNOWN;
            }
        }

        boolean isForChat() {
            return topics.equals(List.of(CHAT));
        }
    }

    /** The response to {@link #SUBSCRIBE} and {@link #UNSUBSCRIBE}. */
    static String subscription(Request request, boolean success) {
        Map<String, Object> content = LinkedHashMap.newLinkedHashMap(2);
        content.put("status", success ? "success" : "failure");
        content.put("topics", request.topics());
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(2);
        members.put("topic", request.topic());
        members.put("content", content);
        return ASCII.writeValueAsString(members);
    }

    /** The response to anything else, as an Amazon API Gateway gives it. */
    static String forbidden(String connectionId, String requestId) {
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(3);
        members.put("message", "Forbidden");
        members.put("connectionId", connectionId);
        members.put("requestId", requestId);
        return json(members);
    }

    /** @param json the item */
    static String item(String json) {
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(3);
        members.put("topic", CHAT);
        members.put("contentType", "application/json");
        members.put("content", json);
        return json(members);
    }

    static String json(Map<String, Object> members) {
        return MAPPER.writeValueAsString(members);
    }

    private Frames() {}
}
