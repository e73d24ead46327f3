package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.Setup;
import org.springframework.stereotype.Component;

/** Takes the flow from an imported phone number. Chats that have begun keep it. */
@Component
final class DisassociatePhoneNumberContactFlow implements Operation {

    private final Setup setup;
    private final Instances instances;

    DisassociatePhoneNumberContactFlow(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "DELETE",
                "/phone-number/{PhoneNumberId}/contact-flow",
                "DisassociatePhoneNumberContactFlow",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::disassociate);
    }

    record Request(String phoneNumberId, String instanceId) {

        static Request read(AwsRequest request) {
            return new Request(
                    request.label("PhoneNumberId", Length.any()),
                    request.requiredParameter("instanceId", ContactMembers.INSTANCE_ID));
        }
    }

    private AwsResponse disassociate(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        setup.change((before, rows) -> {
            NumberRow number = SetupMembers.requireNumber(before, instance, request.phoneNumberId());
            rows.bind(number, null);
            return number;
        });
        return AwsResponse.NOTHING;
    }
}
