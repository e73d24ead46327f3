package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.FlowRow.Status;
import dev.contactsimulator.setup.Setup;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a flow with its content. */
@Component
final class DescribeContactFlow implements Operation {

    /** Ends the id of a flow that need not be published. */
    private static final String SAVED = ":$SAVED";

    private final Setup setup;
    private final Instances instances;

    DescribeContactFlow(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/contact-flows/{InstanceId}/{ContactFlowId}",
                "DescribeContactFlow",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::describe);
    }

    record Request(String instanceId, String contactFlowId) {

        static Request read(AwsRequest request) {
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.label("ContactFlowId", SetupMembers.FLOW_ID));
        }
    }

    record Response(ContactFlow contactFlow) {}

    record ContactFlow(
            String arn,
            String id,
            String name,
            String type,
            String state,
            Status status,
            @Nullable String description,
            String content,
            String flowContentSha256,
            Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}

    private AwsResponse describe(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        String named = request.contactFlowId();
        boolean saved = named.endsWith(SAVED);
        String id = saved ? named.substring(0, named.length() - SAVED.length()) : named;
        FlowRow flow = SetupMembers.requireFlow(setup.current(), instance, id);
        if (!saved && !flow.isPublished()) {
            throw new AwsException(ErrorType.CONTACT_FLOW_NOT_PUBLISHED, "The flow is not published.");
        }
        FlowRow.Profile profile = flow.profile();
        return AwsResponse.of(new Response(new ContactFlow(
                instance.flowArn(flow.id()),
                flow.id().toString(),
                profile.name(),
                profile.type(),
                Instance.ACTIVE,
                profile.status(),
                profile.description(),
                setup.flowContent(flow.id()),
                profile.contentSha256(),
                flow.tags(),
                flow.creation().at(),
                instance.location().region())));
    }
}
