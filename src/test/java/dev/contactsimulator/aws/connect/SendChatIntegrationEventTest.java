package dev.contactsimulator.aws.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Requests;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.MessageLimits;
import dev.contactsimulator.contact.NewSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which requests of SendChatIntegrationEvent are refused whatever chats there are, and how the others are understood. */
class SendChatIntegrationEventTest {

    private static final ConnectSettings LENIENT =
            new ConnectSettings(false, false, List.of(), MessageLimits.SERVICE_MODEL, Set.of());
    private static final ConnectSettings STRICT =
            new ConnectSettings(true, false, List.of(), MessageLimits.SERVICE_MODEL, Set.of());
    private static final String EVENTS = "application/vnd.amazonaws.connect.event.";

    private static SendChatIntegrationEvent.Request read(ObjectNode request) {
        return read(request, LENIENT);
    }

    private static SendChatIntegrationEvent.Request read(ObjectNode request, ConnectSettings settings) {
        return Requests.readBody(request.toString(), each -> SendChatIntegrationEvent.Request.read(each, settings));
    }

    private static ObjectNode json(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    private static ObjectNode request(String event) {
        ObjectNode request = json("{'SourceId':'+12065550142','DestinationId':'arn:d','Subtype':'connect:SMS'}");
        request.set("Event", json(event));
        return request;
    }

    private static ObjectNode message(String contentType, String content) {
        ObjectNode request = request("{'Type':'MESSAGE'}");
        ((ObjectNode) request.get("Event")).put("ContentType", contentType).put("Content", content);
        return request;
    }

    private static ObjectNode hello() {
        return message("text/plain", "hello");
    }

    private static void assertViolations(ObjectNode request, String... paths) {
        assertThatThrownBy(() -> read(request)).isInstanceOfSatisfying(AwsException.class, error -> {
            assertThat(error.type()).isEqualTo(ErrorType.INVALID_PARAMETER);
            assertThat(error).message().startsWith(paths.length + " validation error");
            for (String path : paths) assertThat(error).message().contains("Value at '" + path + "' failed");
        });
    }

    @Test
    void a_message_is_understood() {
        SendChatIntegrationEvent.Request request = read(hello());
        assertThat(request.sourceId()).isEqualTo("+12065550142");
        assertThat(request.destinationId()).isEqualTo("arn:d");
        assertThat(request.subtype()).isEqualTo("connect:SMS");
        assertThat(request.event()).isEqualTo(new ChatEvent.Message(new MessageContent("text/plain", "hello")));
        assertThat(request.newSessionDetails()).isEqualTo(NewSession.UNSPECIFIED);
    }

    @Test
    void the_details_of_a_new_session_are_understood() {
        ObjectNode request = hello();
        request.set(
                "NewSessionDetails",
                json(
                        "{'SupportedMessagingContentTypes':['text/plain','x'],'ParticipantDetails':{'DisplayName':'Jane'},"
                                + "'Attributes':{'a b':'','c':'d'},'StreamingConfiguration':{'StreamingEndpointArn':'arn:t'}}"));
        assertThat(read(request).newSessionDetails())
                .isEqualTo(new NewSession("Jane", List.of("text/plain", "x"), Map.of("a b", "", "c", "d"), "arn:t"));
    }

    @Test
    void an_empty_request_lacks_what_is_required() {
        assertViolations(json("{}"), "/SourceId", "/DestinationId", "/Event");
        assertViolations(json("{'SourceId':null,'Event':{}}"), "/SourceId", "/DestinationId", "/Event/Type");
    }

    @ParameterizedTest
    @CsvSource({
        "SourceId, 1, 255",
        "DestinationId, 1, 255",
        "Subtype, 1, 100",
    })
    void texts_have_lengths(String name, int min, int max) {
        assertViolations(hello().put(name, "x".repeat(min - 1)), "/" + name);
        assertThat(read(hello().put(name, "x".repeat(min)))).isNotNull();
        assertThat(read(hello().put(name, "x".repeat(max)))).isNotNull();
        assertThat(read(hello().put(name, "\ud83d\ude00".repeat(max)))).isNotNull();
        assertViolations(hello().put(name, "x".repeat(max + 1)), "/" + name);
        assertViolations(hello().put(name, "\ud83d\ude00".repeat(max + 1)), "/" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 1024",
        "text/markdown, 1024",
        "application/json, 12000",
        "application/vnd.amazonaws.connect.message.interactive.response, 12288"
    })
    void content_has_a_length_for_its_type(String contentType, int max) {
        boolean json = ContentTypes.isJson(contentType);
        String fits = json ? '"' + "x".repeat(max - 2) + '"' : "\ud83d\ude00".repeat(max);
        String tooLong = json ? '"' + "x".repeat(max - 1) + '"' : "\ud83d\ude00".repeat(max + 1);
        assertThat(read(message(contentType, fits)).event()).isInstanceOf(ChatEvent.Message.class);
        assertViolations(message(contentType, tooLong), "/Event/Content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':1}", "[]", "'a'", "1", " null ", "{'a':1,'a':2}", "-0.5e3", "true"})
    void json_content_is_json(String content) {
        assertThat(read(message("application/json", content.replace('\'', '"'))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{", "{}x", "{} {}", "{a:1}", "NaN", "'", "{'a':1,}", "01", "// \n1", "\ufeff"})
    void content_that_should_be_json_and_is_not_is_refused(String content) {
        assertViolations(message("application/json", content.replace('\'', '"')), "/Event/Content");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("{'Type':'message','ContentType':'text/plain','Content':'x'}", List.of("/Event/Type")),
                Arguments.of("{'Type':'BOGUS'}", List.of("/Event/Type")),
                Arguments.of("{'Type':''}", List.of("/Event/Type")),
                Arguments.of("{'ContentType':'text/plain','Content':'x'}", List.of("/Event/Type")),
                Arguments.of("{'Type':'MESSAGE'}", List.of("/Event/ContentType", "/Event/Content")),
                Arguments.of("{'Type':'MESSAGE','Content':'x'}", List.of("/Event/ContentType")),
                Arguments.of("{'Type':'MESSAGE','ContentType':'text/plain'}", List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'MESSAGE','ContentType':'text/html','Content':'x'}", List.of("/Event/ContentType")),
                Arguments.of(
                        "{'Type':'MESSAGE','ContentType':'Text/plain','Content':'x'}", List.of("/Event/ContentType")),
                Arguments.of(
                        "{'Type':'MESSAGE','ContentType':'text/plain;charset=utf-8','Content':'x'}",
                        List.of("/Event/ContentType")),
                Arguments.of(
                        "{'Type':'MESSAGE','ContentType':'" + EVENTS + "typing','Content':'x'}",
                        List.of("/Event/ContentType")),
                Arguments.of(
                        "{'Type':'MESSAGE','ContentType':'application/vnd.amazonaws.connect.message.interactive',"
                                + "'Content':'{}'}",
                        List.of("/Event/ContentType")),
                Arguments.of("{'Type':'EVENT'}", List.of("/Event/ContentType")),
                Arguments.of("{'Type':'EVENT','ContentType':'text/plain'}", List.of("/Event/ContentType")),
                Arguments.of(
                        "{'Type':'EVENT','ContentType':'" + EVENTS + "participant.invited'}",
                        List.of("/Event/ContentType")),
                Arguments.of("{'Type':'EVENT','ContentType':'" + EVENTS + "message.read'}", List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'EVENT','ContentType':'" + EVENTS + "message.delivered'}", List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'EVENT','ContentType':'" + EVENTS + "message.read','Content':'x'}",
                        List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'EVENT','ContentType':'" + EVENTS + "message.read','Content':'{}'}",
                        List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'EVENT','ContentType':'" + EVENTS + "message.read','Content':'[]'}",
                        List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'EVENT','ContentType':'" + EVENTS + "message.read','Content':'{\\'messageId\\':1}'}",
                        List.of("/Event/Content")),
                Arguments.of("{'Type':'DISCONNECT','Content':''}", List.of("/Event/Content")),
                Arguments.of(
                        "{'Type':'DISCONNECT','ContentType':'" + "x".repeat(101) + "','Content':'" + "x".repeat(16_385)
                                + "'}",
                        List.of("/Event/ContentType", "/Event/Content")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void an_event_that_makes_no_sense_is_refused(String event, List<String> paths) {
        assertViolations(request(event.replace("\\'", "\\\"")), paths.toArray(String[]::new));
    }

    @Test
    void a_receipt_names_a_message() {
        ObjectNode request = request("{'Type':'EVENT','ContentType':'" + EVENTS + "message.read'}");
        ((ObjectNode) request.get("Event")).put("Content", "{\"more\":[{}],\"messageId\":\"item\"}");
        assertThat(read(request).event()).isEqualTo(new ChatEvent.Event(EVENTS + "message.read", "item"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"typing", "connection.acknowledged"})
    void what_other_events_contain_is_ignored(String type) {
        assertThat(read(request("{'Type':'EVENT','ContentType':'" + EVENTS + type + "','Content':'no json'}"))
                        .event())
                .isEqualTo(new ChatEvent.Event(EVENTS + type, null));
    }

    @Test
    void what_a_disconnect_contains_is_ignored() {
        assertThat(read(request("{'Type':'DISCONNECT','ContentType':'text/html','Content':'x'}"))
                        .event())
                .isEqualTo(new ChatEvent.Disconnect());
    }

    static Stream<Arguments> wrongSessions() {
        String details = "/NewSessionDetails/";
        return Stream.of(
                Arguments.of("{'ParticipantDetails':{}}", details + "ParticipantDetails/DisplayName"),
                Arguments.of("{'ParticipantDetails':{'DisplayName':''}}", details + "ParticipantDetails/DisplayName"),
                Arguments.of("{'StreamingConfiguration':{}}", details + "StreamingConfiguration/StreamingEndpointArn"),
                Arguments.of(
                        "{'StreamingConfiguration':{'StreamingEndpointArn':'" + "x".repeat(351) + "'}}",
                        details + "StreamingConfiguration/StreamingEndpointArn"),
                Arguments.of(
                        "{'SupportedMessagingContentTypes':['x','']}", details + "SupportedMessagingContentTypes/2"),
                Arguments.of("{'SupportedMessagingContentTypes':[null]}", details + "SupportedMessagingContentTypes/1"),
                Arguments.of("{'Attributes':{'':'x'}}", details + "Attributes"),
                Arguments.of("{'Attributes':{'a':'" + "x".repeat(32_768) + "'}}", details + "Attributes"));
    }

    @ParameterizedTest
    @MethodSource("wrongSessions")
    void the_structure_of_a_new_session_is_checked_always(String session, String path) {
        ObjectNode request = request("{'Type':'DISCONNECT'}");
        request.set("NewSessionDetails", json(session));
        assertViolations(request, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'SourceId':1}",
                "{'Event':'MESSAGE'}",
                "{'Event':[]}",
                "{'Event':{'Type':1}}",
                "{'Event':{'Type':'MESSAGE','Content':{}}}",
                "{'NewSessionDetails':[]}",
                "{'NewSessionDetails':{'Attributes':[]}}",
                "{'NewSessionDetails':{'Attributes':{'a':1}}}",
                "{'NewSessionDetails':{'SupportedMessagingContentTypes':'text/plain'}}",
                "{'NewSessionDetails':{'SupportedMessagingContentTypes':[1]}}",
                "{'NewSessionDetails':{'ParticipantDetails':'Jane'}}"
            })
    void another_json_type_is_no_value(String request) {
        assertThatThrownBy(() -> read(json(request)))
                .isInstanceOfSatisfying(
                        AwsException.class, error -> assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION));
    }

    @ParameterizedTest
    @CsvSource({
        "connect:sms, connect:SMS",
        "CONNECT:SMS, connect:SMS",
        "connect:whatsapp, connect:WhatsApp",
        "connect:Chat, connect:Chat",
        "connect:CHAT, connect:CHAT"
    })
    void a_known_subtype_has_one_spelling_and_another_is_kept_as_it_is(String sent, String kept) {
        assertThat(read(hello().put("Subtype", sent)).subtype()).isEqualTo(kept);
    }

    @Test
    void a_subtype_may_be_absent() {
        ObjectNode request = hello();
        request.remove("Subtype");
        assertThat(read(request).subtype()).isNull();
        assertThat(read(request, STRICT).subtype()).isNull();
    }

    @Test
    void strict_subtypes_are_the_documented_ones() {
        assertThat(read(hello().put("Subtype", "connect:sms"), STRICT).subtype())
                .isEqualTo("connect:SMS");
        assertThatThrownBy(() -> read(hello().put("Subtype", "connect:Chat"), STRICT))
                .hasMessageContaining("'/Subtype'");
    }

    @Test
    void nothing_that_was_sent_is_in_a_message() {
        ObjectNode request = message("secret", "secret").put("SourceId", "secret".repeat(50));
        request.set("NewSessionDetails", json("{'Attributes':{'secret':'" + "secret".repeat(6000) + "'}}"));
        assertThatThrownBy(() -> read(request))
                .isInstanceOf(AwsException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void with_the_newest_limits_the_channel_decides_how_long_a_message_may_be() {
        ConnectSettings newest = new ConnectSettings(false, false, List.of(), MessageLimits.NEWEST, Set.of());
        ObjectNode message = message("text/plain", "x".repeat(1_025));
        assertThatThrownBy(() -> read(message, newest)).hasMessageContaining("'/Event/Content'");
        message.put("Subtype", "connect:whatsapp");
        assertThat(read(message, newest).subtype()).isEqualTo("connect:WhatsApp");
        message.put("Subtype", "connect:Chat");
        ((ObjectNode) message.get("Event")).put("Content", "x".repeat(16_384));
        assertThat(read(message, newest).event()).isInstanceOf(ChatEvent.Message.class);
        ((ObjectNode) message.get("Event")).put("Content", "\u00fc".repeat(8_193));
        assertThatThrownBy(() -> read(message, newest)).hasMessageContaining("16384 bytes");
    }
}
