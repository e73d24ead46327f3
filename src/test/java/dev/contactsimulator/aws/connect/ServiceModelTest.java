package dev.contactsimulator.aws.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.aws.connect.ModelledRequests.Expectation.Accepted;
import dev.contactsimulator.aws.connect.ModelledRequests.Expectation.AcceptedAt;
import dev.contactsimulator.aws.connect.ModelledRequests.Expectation.Different;
import dev.contactsimulator.aws.connect.ModelledRequests.Expectation.Invalid;
import dev.contactsimulator.aws.connect.ModelledRequests.Expectation.Malformed;
import dev.contactsimulator.aws.connect.ModelledRequests.Variant;
import dev.contactsimulator.aws.connect.ServiceModel.Member;
import dev.contactsimulator.aws.connect.ServiceModel.Shape;
import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Requests;
import dev.contactsimulator.aws.protocol.Route;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation against the service models of Amazon Connect and its Participant Service: the path, each member of its request with its type, its
 * place, whether it is required and its bounds, and each member of its response.
 */
class ServiceModelTest {

    private static final Map<Api, ServiceModel> MODELS = Map.of(
            Api.CONNECT, ServiceModel.load("connect-2017-08-08.json.gz"),
            Api.PARTICIPANT, ServiceModel.load("connectparticipant-2018-09-07.json.gz"));

    private static final String TIMERS = "/ChannelConfiguration/Chat/ParticipantTimerConfigList";

    /** Members with rules beyond the model's, by operation: a value that the rules allow. */
    private static final Map<String, Map<String, Object>> NARROWER = Map.of(
            "UpdateParticipantRoleConfig",
                    Map.of(
                            TIMERS,
                            List.of(Map.of(
                                    "ParticipantRole", "CUSTOMER",
                                    "TimerType", "IDLE",
                                    "TimerValue", Map.of("ParticipantTimerDurationInMinutes", 2))),
                            TIMERS + "/1/TimerValue",
                            Map.of("ParticipantTimerDurationInMinutes", 2),
                            TIMERS + "/1/TimerValue/ParticipantTimerDurationInMinutes",
                            2,
                            TIMERS + "/1/TimerValue/ParticipantTimerAction",
                            "Unset"),
            "CreateParticipant", Map.of("/ParticipantDetails/ParticipantRole", "CUSTOM_BOT"),
            "StartChatContact",
                    Map.of(
                            "/InitialMessage/ContentType", "text/plain",
                            "/InitialMessage/Content", "hello",
                            "/SegmentAttributes", Map.of("connect:Subtype", Map.of("ValueString", "connect:Chat"))),
            "StartOutboundChatContact",
                    Map.of(
                            "/SourceEndpoint/Type", "CONNECT_PHONENUMBER_ARN",
                            "/SourceEndpoint/Address", "arn",
                            "/DestinationEndpoint/Type", "TELEPHONE_NUMBER",
                            "/DestinationEndpoint/Address", "+12065550142",
                            "/InitialSystemMessage/ContentType", "text/plain",
                            "/InitialSystemMessage/Content", "hello",
                            "/SegmentAttributes", Map.of("connect:Subtype", Map.of("ValueString", "connect:SMS"))),
            "CreateParticipantConnection", Map.of("/Type/1", "WEBSOCKET"),
            "SendMessage", Map.of("/ContentType", "text/plain", "/Content", "hello"),
            "SendEvent",
                    Map.of("/ContentType", "application/vnd.amazonaws.connect.event.typing", "/Content", "anything"),
            "GetTranscript",
                    Map.of(
                            "/StartPosition",
                            Map.of("MostRecent", 1),
                            "/StartPosition/Id",
                            "019cadfd-897b-7c11-9a55-6d1f3b8e2a01",
                            "/StartPosition/AbsoluteTime",
                            "2026-03-02T10:00:00.123Z",
                            "/StartPosition/MostRecent",
                            1));

    /** Members of requests that are not read. Each is refused, since the result would be another one with it. */
    private static final Map<String, Set<String>> REFUSED = Map.of(
            "StartChatContact",
            Set.of("/PersistentChat"), // needs past sessions in transcripts
            "StartOutboundChatContact",
            Set.of("/InitialTemplatedSystemMessage"), // needs message templates
            "ListPhoneNumbersV2",
            Set.of("/PhoneNumberCountryCodes"), // needs the country of a number
            "SearchContacts",
            Set.of(
                    "/SearchCriteria/ContactAnalysis", // needs Contact Lens
                    "/SearchCriteria/RoutingCriteria", // needs routing to agents
                    "/SearchCriteria/ActiveRegions")); // needs Global Resiliency

    private static final Pattern PATH = Pattern.compile("Value at '([^']*)'");

    static Stream<Named<Operation>> operations() {
        return ConnectOperations.all().stream()
                .map(each -> Named.of(each.getClass().getSimpleName(), each));
    }

    private static ServiceModel.Operation model(Operation operation) {
        return MODELS.get(operation.route().api()).operation(operation.route().operation());
    }

    @Test
    void the_operations_are_found() {
        assertThat(operations()).hasSizeGreaterThanOrEqualTo(25);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void an_operation_is_a_component_that_has_its_name_and_its_path(Operation operation) {
        Route route = operation.route();
        assertThat(operation.getClass()).hasAnnotation(Component.class);
        assertThat(route.operation()).isEqualTo(operation.getClass().getSimpleName());
        assertThat(route.toString()).isEqualTo(model(operation).methodAndPath());
        assertThat(model(operation).errors()).contains(route.invalidValue().shape());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void requests_are_read_as_the_model_has_them(Operation operation) {
        Route route = operation.route();
        Set<String> refused = REFUSED.getOrDefault(route.operation(), Set.of());
        Shape input = model(operation).input();
        List<Variant> variants =
                ModelledRequests.of(input, refused, NARROWER.getOrDefault(route.operation(), Map.of()));
        Variant complete = variants.getFirst();
        List<String> faults = new ArrayList<>();
        for (Variant variant : variants) {
            Outcome outcome = read(route, input, variant);
            if (!meets(outcome, variant, () -> read(route, input, complete)))
                faults.add(variant + " but was " + outcome);
        }
        assertThat(faults).isEmpty();
        Set<String> unknown = new TreeSet<>(refused);
        variants.forEach(each -> {
            if (each.expected() instanceof Invalid(String path)) unknown.remove(path);
        });
        assertThat(unknown).as("refused members that the model does not have").isEmpty();
    }

    /** @param error null if it was read */
    private record Outcome(@Nullable Object read, @Nullable ErrorType error, Set<String> paths) {}

    private static Outcome read(Route route, Shape input, Variant variant) {
        Map<String, String> labels = new HashMap<>();
        List<String> query = new ArrayList<>();
        Map<String, String> headers = new HashMap<>();
        Map<String, @Nullable Object> body = new HashMap<>();
        for (Member member : input.members().values()) {
            if (!variant.members().containsKey(member.name())) continue;
            Object value = variant.members().get(member.name());
            switch (member.location()) {
                case PATH -> labels.put(member.wireName(), encoded(value));
                case QUERY ->
                    (value instanceof List<?> list ? list : List.of(value))
                            .forEach(each -> query.add(member.wireName() + '=' + encoded(each)));
                case HEADER -> headers.put(member.wireName(), value.toString());
                case BODY -> body.put(member.wireName(), value);
            }
        }
        try {
            String json = JsonMapper.shared().writeValueAsString(body);
            return new Outcome(Requests.read(route, labels, String.join("&", query), headers, json), null, Set.of());
        } catch (AwsException error) {
            Set<String> paths = PATH.matcher(error.getMessage())
                    .results()
                    .map(MatchResult::group)
                    .map(each -> each.substring("Value at '".length(), each.length() - 1))
                    .collect(Collectors.toSet());
            return new Outcome(null, error.type(), paths);
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), UTF_8).replace("+", "%20");
    }

    private static boolean meets(Outcome outcome, Variant variant, Supplier<Outcome> complete) {
        return switch (variant.expected()) {
            case Accepted() -> outcome.error() == null;
            case AcceptedAt(String path) -> !outcome.paths().contains(path);
            case Different() ->
                outcome.error() == null && !outcome.read().equals(complete.get().read());
            case Invalid(String path) ->
                outcome.error() != null
                        && outcome.error() != ErrorType.SERIALIZATION
                        && outcome.paths().contains(path);
            case Malformed(String path) ->
                outcome.error() == ErrorType.SERIALIZATION && outcome.paths().contains(path);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void responses_are_written_as_the_model_has_them(Operation operation) {
        List<Class<?>> responses = Arrays.stream(operation.getClass().getDeclaredClasses())
                .filter(each -> each.getSimpleName().equals("Response"))
                .collect(Collectors.toList());
        Optional<Shape> modelled = model(operation).output();
        if (modelled.isEmpty()) {
            assertThat(responses)
                    .as("responses of an operation that models none")
                    .isEmpty();
            return;
        }
        Shape output = modelled.get();
        if (responses.isEmpty()) {
            assertThat(output.members()).as("a response without a body").isEmpty();
            return;
        }
        assertThat(ModelledResponses.faults(operation.route().api(), responses.getFirst(), output))
                .isEmpty();
    }

    /** The SDK is another source of the model, without bounds and required marks. It may be older and have fewer members. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void the_model_is_that_of_the_sdk(Operation operation) throws ReflectiveOperationException {
        String service = operation.route().api() == Api.CONNECT ? "connect" : "connectparticipant";
        String prefix = "software.amazon.awssdk.services." + service + ".model."
                + operation.route().operation();
        ServiceModel.Operation model = model(operation);
        List<String> faults = new ArrayList<>();
        compareWithSdk(sdkFields(prefix + "Request"), model.input(), faults);
        List<SdkField<?>> response = sdkFields(prefix + "Response");
        if (model.output().isPresent()) compareWithSdk(response, model.output().get(), faults);
        else assertThat(response).isEmpty();
        assertThat(faults).isEmpty();
    }

    private static List<SdkField<?>> sdkFields(String type) throws ReflectiveOperationException {
        Object builder = Class.forName(type).getMethod("builder").invoke(null);
        return ((SdkPojo) builder).sdkFields();
    }

    private static void compareWithSdk(List<SdkField<?>> fields, Shape structure, List<String> faults) {
        Map<String, Member> members = structure.members();
        for (SdkField<?> field : fields) {
            Member member = members.get(field.memberName());
            if (member == null
                    || !member.wireName().equals(field.locationName())
                    || member.location() != location(field.location())) {
                faults.add(structure.name() + '.' + field.memberName() + " is " + member);
            } else if (member.shape().type().equals("structure")) {
                compareWithSdk(field.constructor().get().sdkFields(), member.shape(), faults);
            }
        }
    }

    private static ServiceModel.Location location(MarshallLocation location) {
        return switch (location) {
            case PATH -> ServiceModel.Location.PATH;
            case QUERY_PARAM -> ServiceModel.Location.QUERY;
            case HEADER -> ServiceModel.Location.HEADER;
            default -> ServiceModel.Location.BODY;
        };
    }
}
