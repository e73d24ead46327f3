package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.FlowAssociation;
import dev.contactsimulator.setup.Setup;
import org.springframework.stereotype.Component;

/** Unbinds a resource from its flow. Chats that have begun keep it. */
@Component
final class DisassociateFlow implements Operation {

    private final Setup setup;
    private final Instances instances;

    DisassociateFlow(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "DELETE",
                "/flow-associations/{InstanceId}/{ResourceId}/{ResourceType}",
                "DisassociateFlow",
                ErrorType.INVALID_PARAMETER,
                GetFlowAssociation.Request::read,
                this::disassociate);
    }

    private AwsResponse disassociate(GetFlowAssociation.Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        setup.change((before, rows) -> {
            FlowAssociation association = request.findIn(before, instance).orElseThrow(SetupMembers::noSuchAssociation);
            rows.delete(association.resource());
            return association;
        });
        return AwsResponse.EMPTY;
    }
}
