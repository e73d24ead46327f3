package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.setup.FlowAssociation.ResourceType;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.SetupState;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Members that several set-up operations share, and what they name. */
final class SetupMembers {

    static final Length CLIENT_TOKEN = Length.atMost(500);
    static final Length FLOW_ID = Length.atMost(500);
    static final Enumeration<ResourceType> RESOURCE_TYPE = Enumeration.of(ResourceType.class);

    private static final Pattern TAG_KEY = Pattern.compile("(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final Size TAGS = Size.between(1, 50);
    private static final Length KEY = Length.between(1, 128)
            .matching(key -> TAG_KEY.matcher(key).matches(), "^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$");
    private static final Length VALUE = Length.atMost(256);

    /** Of an instance, a flow or a number. Contacts have other tags. */
    static Map<String, String> tags(Members body) {
        Map<String, String> tags = body.stringMap("Tags", TAGS, KEY, VALUE);
        return tags == null ? Map.of() : tags;
    }

    /** @throws AwsException (ResourceNotFoundException) if the instance has no such flow */
    static FlowRow requireFlow(SetupState setup, Instance instance, String flowId) {
        return Ids.of(flowId, instance.arn() + Instance.FLOW)
                .flatMap(id -> setup.flow(instance.uuid(), id))
                .orElseThrow(() -> new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such flow."));
    }

    /** @throws AwsException if the instance has no such flow, or chats cannot begin with it */
    static FlowRow requireFlowOfChats(SetupState setup, Instance instance, String flowId) {
        FlowRow flow = requireFlow(setup, instance, flowId);
        if (flow.canBegin()) return flow;
        throw new AwsException(
                ErrorType.INVALID_PARAMETER,
                "The flow must be published and of the type " + FlowRow.CONTACT_FLOW + ".");
    }

    /**
     * @param phoneNumberId an id or an ARN
     * @throws AwsException (ResourceNotFoundException) if there is no such number
     */
    static NumberRow requireNumber(SetupState setup, AwsSettings location, String phoneNumberId) {
        return Ids.of(phoneNumberId, location.arn("phone-number/"))
                .flatMap(setup::number)
                .orElseThrow(SetupMembers::noSuchNumber);
    }

    /** As {@link #requireNumber(SetupState, AwsSettings, String)}, of this instance only. */
    static NumberRow requireNumber(SetupState setup, Instance instance, String phoneNumberId) {
        return Optional.of(requireNumber(setup, instance.location(), phoneNumberId))
                .filter(number -> number.instanceId().equals(instance.uuid()))
                .orElseThrow(SetupMembers::noSuchNumber);
    }

    private static AwsException noSuchNumber() {
        return new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such phone number.");
    }

    static AwsException noSuchAssociation() {
        return new AwsException(ErrorType.RESOURCE_NOT_FOUND, "The resource is bound to no flow.");
    }

    static String numberArn(AwsSettings location, UUID id) {
        return location.arn("phone-number/" + id);
    }

    /** @param type of the error that the operation models for it */
    static AwsException otherRequest(ErrorType type, AwsCall call) {
        return new AwsException(type, call.operation() + " was called with the same ClientToken and other values.");
    }

    private SetupMembers() {}
}
