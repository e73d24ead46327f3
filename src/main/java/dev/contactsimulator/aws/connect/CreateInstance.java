package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.Creation;
import dev.contactsimulator.setup.InstanceRow;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.setup.SetupState;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates an instance. It is active at once. */
@Component
final class CreateInstance implements Operation {

    /** Amazon Connect allows fewer; this one bounds what each node has in memory. */
    private static final int MAX_INSTANCES = 100;

    private final Setup setup;
    private final Instances instances;
    private final Clock clock;

    CreateInstance(Setup setup, Instances instances, Clock clock) {
        this.setup = setup;
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT", "/instance", "CreateInstance", ErrorType.INVALID_REQUEST, Request::read, this::create);
    }

    record Request(
            InstanceRow.Profile profile,
            Map<String, String> tags,
            @Nullable String clientToken) {

        /** "DirectoryType" */
        enum IdentityManagementType {
            SAML,
            CONNECT_MANAGED,
            EXISTING_DIRECTORY
        }

        private static final Enumeration<IdentityManagementType> IDENTITY_MANAGEMENT =
                Enumeration.of(IdentityManagementType.class);
        private static final Pattern ALIAS_PATTERN = Pattern.compile("(?!d-)([\\da-zA-Z]+)([-]*[\\da-zA-Z])*");
        private static final Length ALIAS = Length.between(1, 45)
                .matching(alias -> ALIAS_PATTERN.matcher(alias).matches(), "^(?!d-)([\\da-zA-Z]+)([-]*[\\da-zA-Z])*$");
        private static final Pattern DIRECTORY_PATTERN = Pattern.compile("d-[0-9a-f]{10}");
        private static final Length DIRECTORY = Length.between(12, 12)
                .matching(id -> DIRECTORY_PATTERN.matcher(id).matches(), "^d-[0-9a-f]{10}$");

        /** A directory is not simulated, so its id is checked and not kept. */
        static Request read(AwsRequest request) {
            Members body = request.body();
            IdentityManagementType type = body.requiredEnumeration("IdentityManagementType", IDENTITY_MANAGEMENT);
            body.string("DirectoryId", DIRECTORY);
            return new Request(
                    new InstanceRow.Profile(
                            body.string("InstanceAlias", ALIAS),
                            String.valueOf(type),
                            body.requiredBool("InboundCallsEnabled"),
                            body.requiredBool("OutboundCallsEnabled")),
                    SetupMembers.tags(body),
                    body.string("ClientToken", SetupMembers.CLIENT_TOKEN));
        }
    }

    record Response(String id, String arn) {}

    private AwsResponse create(Request request, AwsCall call) {
        UUID callId = RequestContexts.callId(call, request.clientToken());
        InstanceRow created = setup.change((before, rows) -> {
            Optional<InstanceRow> repeated = before.instanceCreatedBy(callId);
            if (repeated.isPresent()) return requireSame(repeated.get(), request, call);
            requireRoom(before, request);
            InstanceRow instance = new InstanceRow(
                    UUID.randomUUID(), request.profile(), request.tags(), new Creation(clock.instant(), callId));
            rows.put(instance);
            return instance;
        });
        Instance instance = instances.withId(created.id());
        return AwsResponse.of(new Response(instance.id(), instance.arn()));
    }

    private static void requireRoom(SetupState before, Request request) {
        String alias = request.profile().alias();
        if (alias != null && before.instanceWithAlias(alias).isPresent()) {
            throw new AwsException(ErrorType.INVALID_REQUEST, "Another instance has this alias.");
        }
        if (before.instances().size() >= MAX_INSTANCES) {
            throw new AwsException(
                    ErrorType.SERVICE_QUOTA_EXCEEDED, "There can be " + MAX_INSTANCES + " instances at most.");
        }
    }

    private static InstanceRow requireSame(InstanceRow instance, Request request, AwsCall call) {
        if (instance.profile().equals(request.profile()) && instance.tags().equals(request.tags())) return instance;
        throw SetupMembers.otherRequest(ErrorType.INVALID_REQUEST, call);
    }
}
