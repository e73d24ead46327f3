package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.Setup;
import org.springframework.stereotype.Component;

/** Gives the chats of an imported phone number a flow. */
@Component
final class AssociatePhoneNumberContactFlow implements Operation {

    private final Setup setup;
    private final Instances instances;

    AssociatePhoneNumberContactFlow(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT",
                "/phone-number/{PhoneNumberId}/contact-flow",
                "AssociatePhoneNumberContactFlow",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::associate);
    }

    record Request(String phoneNumberId, String instanceId, String contactFlowId) {

        static Request read(AwsRequest request) {
            return new Request(
                    request.label("PhoneNumberId", Length.any()),
                    request.body().requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    request.body().requiredString("ContactFlowId", SetupMembers.FLOW_ID));
        }
    }

    private AwsResponse associate(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        setup.change((before, rows) -> {
            NumberRow number = SetupMembers.requireNumber(before, instance, request.phoneNumberId());
            FlowRow flow = SetupMembers.requireFlowOfChats(before, instance, request.contactFlowId());
            rows.bind(number, flow.id());
            return flow;
        });
        return AwsResponse.NOTHING;
    }
}
