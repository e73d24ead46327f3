package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.FlowAssociation;
import dev.contactsimulator.setup.FlowAssociation.Resource;
import dev.contactsimulator.setup.FlowAssociation.ResourceType;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.setup.SetupState;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the flow that a resource is bound to. */
@Component
final class GetFlowAssociation implements Operation {

    private final Setup setup;
    private final Instances instances;

    GetFlowAssociation(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/flow-associations/{InstanceId}/{ResourceId}/{ResourceType}",
                "GetFlowAssociation",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::get);
    }

    /** @param resourceType null only if the request is invalid */
    record Request(
            String instanceId, String resourceId, @Nullable ResourceType resourceType) {

        static Request read(AwsRequest request) {
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.label("ResourceId", Length.any()),
                    request.label("ResourceType", SetupMembers.RESOURCE_TYPE));
        }

        Optional<FlowAssociation> findIn(SetupState setup, Instance instance) {
            return setup.association(new Resource(resourceId, Objects.requireNonNull(resourceType)))
                    .filter(each -> each.instanceId().equals(instance.uuid()));
        }
    }

    record Response(String resourceId, String flowId, ResourceType resourceType) {}

    private AwsResponse get(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        FlowAssociation association =
                request.findIn(setup.current(), instance).orElseThrow(SetupMembers::noSuchAssociation);
        return AwsResponse.of(new Response(
                association.resource().id(),
                instance.flowArn(association.flowId()),
                association.resource().type()));
    }
}
