package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.InstanceRow;
import dev.contactsimulator.setup.Setup;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows an instance. */
@Component
final class DescribeInstance implements Operation {

    private final Setup setup;
    private final Instances instances;

    DescribeInstance(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/instance/{InstanceId}",
                "DescribeInstance",
                ErrorType.INVALID_REQUEST,
                Request::read,
                this::describe);
    }

    record Request(String instanceId) {

        static Request read(AwsRequest request) {
            return new Request(request.label("InstanceId", ContactMembers.INSTANCE_ID));
        }
    }

    record Response(DescribedInstance instance) {}

    /** "Instance" */
    record DescribedInstance(
            String id,
            String arn,
            String identityManagementType,
            @Nullable String instanceAlias,
            Instant createdTime,
            String serviceRole,
            String instanceStatus,
            boolean inboundCallsEnabled,
            boolean outboundCallsEnabled,
            @Nullable String instanceAccessUrl,
            Map<String, String> tags) {}

    private AwsResponse describe(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        InstanceRow row = setup.current()
                .instance(instance.uuid())
                .orElseThrow(() -> new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such instance."));
        InstanceRow.Profile profile = row.profile();
        return AwsResponse.of(new Response(new DescribedInstance(
                instance.id(),
                instance.arn(),
                profile.identityManagementType(),
                profile.alias(),
                row.creation().at(),
                instance.location().serviceRole(),
                Instance.ACTIVE,
                profile.inboundCallsEnabled(),
                profile.outboundCallsEnabled(),
                Instance.accessUrl(profile.alias()),
                row.tags())));
    }
}
