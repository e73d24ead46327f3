package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.FlowAssociation;
import dev.contactsimulator.setup.FlowAssociation.Resource;
import dev.contactsimulator.setup.FlowAssociation.ResourceType;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.setup.SetupState;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Binds a resource, a phone number for SMS for example, to a flow. What it was bound to before is replaced. */
@Component
final class AssociateFlow implements Operation {

    private static final int MAX_ASSOCIATIONS = 10_000;

    private final Setup setup;
    private final Instances instances;

    AssociateFlow(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT",
                "/flow-associations/{InstanceId}",
                "AssociateFlow",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::associate);
    }

    /** @param resourceType null only if the request is invalid */
    record Request(
            String instanceId,
            String resourceId,
            String flowId,
            @Nullable ResourceType resourceType) {

        static Request read(AwsRequest request) {
            Members body = request.body();
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    body.requiredString("ResourceId", Length.any()),
                    body.requiredString("FlowId", Length.any()),
                    body.requiredEnumeration("ResourceType", SetupMembers.RESOURCE_TYPE));
        }
    }

    private AwsResponse associate(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        Resource resource = new Resource(request.resourceId(), Objects.requireNonNull(request.resourceType()));
        requireName(resource.id());
        setup.change((before, rows) -> {
            FlowRow flow = SetupMembers.requireFlowOfChats(before, instance, request.flowId());
            requireRoom(before, before.association(resource), instance);
            rows.put(new FlowAssociation(resource, instance.uuid(), flow.id()));
            return flow;
        });
        return AwsResponse.EMPTY;
    }

    /** As long as a DestinationId can be. */
    private static void requireName(String resourceId) {
        if (!resourceId.isEmpty() && resourceId.length() <= 255) return;
        throw new AwsException(ErrorType.INVALID_PARAMETER, "The ResourceId must have between 1 and 255 characters.");
    }

    private static void requireRoom(SetupState before, Optional<FlowAssociation> existing, Instance instance) {
        if (existing.filter(other -> !other.instanceId().equals(instance.uuid()))
                .isPresent()) {
            throw new AwsException(ErrorType.INVALID_PARAMETER, "The resource is bound in another instance.");
        }
        if (existing.isEmpty() && before.associations().size() >= MAX_ASSOCIATIONS) {
            throw new AwsException(
                    ErrorType.INVALID_PARAMETER, "There can be " + MAX_ASSOCIATIONS + " flow associations at most.");
        }
    }
}
