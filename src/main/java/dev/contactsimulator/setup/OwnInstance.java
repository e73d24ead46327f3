package dev.contactsimulator.setup;

import dev.contactsimulator.setup.FlowRow.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** The installation's own instance and its default flow, which are always there and have no rows. */
public record OwnInstance(UUID id, UUID flowId, Instant createdAt) {

    /** Waits for as long as a chat can last: a chat without another flow stays open until one of its sides ends it. */
    static final String DEFAULT_FLOW = """
            {"Version":"2019-10-30","StartAction":"wait","Actions":[\
            {"Identifier":"wait","Type":"Wait","Parameters":{"TimeLimitSeconds":"604800"},"Transitions":{\
            "NextAction":"end","Conditions":[{"NextAction":"end","Condition":{"Operator":"Equals",\
            "Operands":["WaitCompleted"]}}],"Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}},\
            {"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}""";

    static final String ALIAS = "contact-simulator";
    static final String FLOW_NAME = "Default flow";

    InstanceRow instance() {
        return new InstanceRow(
                id,
                new InstanceRow.Profile(ALIAS, "CONNECT_MANAGED", true, true),
                Map.of(),
                new Creation(createdAt, null));
    }

    FlowRow flow() {
        return new FlowRow(
                flowId,
                id,
                new FlowRow.Profile(
                        FLOW_NAME,
                        FlowRow.CONTACT_FLOW,
                        Status.PUBLISHED,
                        "The flow of chats whose destination has no other one",
                        sha256(DEFAULT_FLOW)),
                Map.of(),
                new Creation(createdAt, null));
    }

    /** In hexadecimal digits. */
    static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
