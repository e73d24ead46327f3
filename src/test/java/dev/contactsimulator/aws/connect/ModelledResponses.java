package dev.contactsimulator.aws.connect;

import static java.util.Map.entry;

import dev.contactsimulator.aws.connect.ServiceModel.Member;
import dev.contactsimulator.aws.connect.ServiceModel.Shape;
import dev.contactsimulator.aws.protocol.Api;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the records that are written as responses with the service model: names and types of their members. */
final class ModelledResponses {

    /** Members that responses do not have, by shape and by reason. */
    private static final Map<String, Map<String, Set<String>>> NOT_IN_RESPONSES = Map.ofEntries(
            entry("CreateParticipantConnectionResponse", Map.of("of calls only", Set.of("WebRTCConnection"))),
            entry("MessageMetadata", Map.of("no message processing", Set.of("MessageProcessingStatus"))),
            entry("SendMessageResponse", Map.of("no message processing", Set.of("MessageMetadata"))),
            entry(
                    "StartChatContactResponse",
                    Map.of("persistent chats are not simulated", Set.of("ContinuedFromContactId"))),
            entry("Item", Map.of("no chat goes on with another one", Set.of("RelatedContactId"))),
            entry(
                    "QuickConnectContactData",
                    Map.of(
                            "no quick connects are configured",
                            Set.of("QuickConnectId", "QuickConnectName", "QuickConnectType"))),
            entry("ContactSearchSummarySegmentAttributeValue", Map.of("all are texts", Set.of("ValueMap"))),
            entry(
                    "Contact",
                    Map.of(
                            "no chat is related to another one",
                            Set.of("RelatedContactId"),
                            "no routing",
                            Set.of("QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingCriteria"),
                            "no pause, no schedule",
                            Set.of(
                                    "LastPausedTimestamp",
                                    "LastResumedTimestamp",
                                    "TotalPauseCount",
                                    "TotalPauseDurationInSeconds",
                                    "ScheduledTimestamp"),
                            "of calls, tasks and e-mails only",
                            Set.of(
                                    "RingStartTimestamp",
                                    "AnsweringMachineDetectionStatus",
                                    "CustomerVoiceActivity",
                                    "QualityMetrics",
                                    "Name",
                                    "Description",
                                    "TaskTemplateInfo",
                                    "AdditionalEmailRecipients",
                                    "ContactDetails"),
                            "of campaigns only",
                            Set.of("Campaign", "OutboundStrategy"),
                            "of features that are not simulated",
                            Set.of(
                                    "WisdomInfo",
                                    "CustomerId",
                                    "Customer",
                                    "DisconnectDetails",
                                    "Recordings",
                                    "ContactEvaluations",
                                    "GlobalResiliencyMetadata"))),
            entry(
                    "ContactSearchSummary",
                    Map.of(
                            "no routing",
                            Set.of("RoutingCriteria"),
                            "of tasks and e-mails only",
                            Set.of("Name", "ScheduledTimestamp"),
                            "of features that are not simulated",
                            Set.of("GlobalResiliencyMetadata"))),
            entry("AssociatedContactSummary", Map.of("no chat is related to another one", Set.of("RelatedContactId"))),
            entry("EndpointInfo", Map.of("a customer's number has no name", Set.of("DisplayName"))),
            entry(
                    "SegmentAttributeValue",
                    Map.of("all are texts", Set.of("ValueMap", "ValueInteger", "ValueList", "ValueArn"))),
            entry("ChatContactMetrics", Map.of("turns are not counted", Set.of("ConversationTurnCount"))),
            entry(
                    "AgentInfo",
                    Map.of(
                            "an agent accepts at once, and has no state and no work after the contact",
                            Set.of(
                                    "AcceptedByAgentTimestamp",
                                    "AfterContactWorkDuration",
                                    "AfterContactWorkEndTimestamp",
                                    "AfterContactWorkStartTimestamp",
                                    "AgentInitiatedHoldDuration",
                                    "AgentPauseDurationInSeconds",
                                    "PreviewEndTimestamp",
                                    "StateTransitions"),
                            "of features that are not simulated",
                            Set.of("Capabilities", "DeviceInfo", "HierarchyGroups", "VoiceEnhancementMode"))),
            entry(
                    "ParticipantMetrics",
                    Map.of(
                            "response times are not simulated",
                            Set.of(
                                    "ConversationAbandon",
                                    "NumResponses",
                                    "TotalResponseTimeInMillis",
                                    "MaxResponseTimeInMillis"))),
            entry("DescribeInstanceResponse", Map.of("there are no replicas", Set.of("ReplicationConfiguration"))),
            entry("Instance", Map.of("an instance is active at once", Set.of("StatusReason"))),
            entry("ContactFlow", Map.of("a flow has one version", Set.of("Version", "VersionDescription"))),
            entry(
                    "ClaimedPhoneNumberSummary",
                    Map.of("known to the messaging service only", Set.of("PhoneNumberCountryCode"))),
            entry("PhoneNumberStatus", Map.of("an import does not fail later", Set.of("Message"))),
            entry(
                    "ListPhoneNumbersSummary",
                    Map.of("known to the messaging service only", Set.of("PhoneNumberCountryCode"))));

    private final Api api;
    private final List<String> faults = new ArrayList<>();

    private ModelledResponses(Api api) {
        this.api = api;
    }

    /** @return what does not fit, with its path; nothing if all does */
    static List<String> faults(Api api, Class<?> response, Shape output) {
        ModelledResponses responses = new ModelledResponses(api);
        responses.compare(response, output, "");
        return responses.faults;
    }

    private void compare(Type type, Shape shape, String at) {
        String expected = shape.type();
        boolean fits = switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == List.class -> {
                if (expected.equals("list")) {
                    compare(generic.getActualTypeArguments()[0], shape.element(), at + "/1");
                }
                yield expected.equals("list");
            }
            case ParameterizedType generic
            when generic.getRawType() == Map.class -> {
                if (expected.equals("map")) {
                    compare(generic.getActualTypeArguments()[0], shape.key(), at + "/key");
                    compare(generic.getActualTypeArguments()[1], shape.value(), at + "/value");
                }
                yield expected.equals("map");
            }
            case Class<?> record
            when record.isRecord() -> {
                if (expected.equals("structure")) compareMembers(record, shape, at);
                yield expected.equals("structure");
            }
            case Class<?> constants
            when constants.isEnum() -> {
                Set<String> allowed = shape.constants();
                for (Object constant : constants.getEnumConstants()) {
                    if (!allowed.isEmpty() && !allowed.contains(constant.toString())) {
                        faults.add(at + " cannot be " + constant);
                    }
                }
                yield expected.equals("string");
            }
            case Class<?> simple -> jsonTypes(simple).contains(expected);
            default -> false;
        };
        if (!fits) faults.add(at + " is a " + type.getTypeName() + ", which is no " + expected);
    }

    private Set<String> jsonTypes(Class<?> type) {
        if (type == String.class) return Set.of("string");
        if (type == boolean.class || type == Boolean.class) return Set.of("boolean");
        if (type == Instant.class) return Set.of(api == Api.CONNECT ? "timestamp" : "string");
        if (type == int.class || type == Integer.class) return Set.of("integer", "long");
        if (type == long.class || type == Long.class) return Set.of("integer", "long");
        return Set.of();
    }

    private void compareMembers(Class<?> record, Shape structure, String at) {
        Map<String, Member> members = structure.members();
        Set<String> missing = new TreeSet<>(members.keySet());
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            String member = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            if (missing.remove(member)) {
                compare(component.getGenericType(), members.get(member).shape(), at + '/' + member);
            } else {
                faults.add(at + '/' + member + " is not in " + structure.name());
            }
        }
        Set<String> listed = NOT_IN_RESPONSES.getOrDefault(structure.name(), Map.of()).values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.equals(listed)) {
            faults.add(at + " lacks " + missing + " of " + structure.name() + ", listed are " + listed);
        }
    }
}
