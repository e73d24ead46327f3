package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.setup.Setup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deletes an instance and all that is set up in it. Its contacts stay in the log, and are unknown to all instances. */
@Component
final class DeleteInstance implements Operation {

    private final Setup setup;
    private final Instances instances;

    DeleteInstance(Setup setup, Instances instances) {
        this.setup = setup;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "DELETE",
                "/instance/{InstanceId}",
                "DeleteInstance",
                ErrorType.INVALID_REQUEST,
                Request::read,
                this::delete);
    }

    record Request(String instanceId, @Nullable String clientToken) {

        static Request read(AwsRequest request) {
            return new Request(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.parameter("clientToken", SetupMembers.CLIENT_TOKEN));
        }
    }

    private AwsResponse delete(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        if (instance.equals(instances.own())) {
            throw new AwsException(
                    ErrorType.INVALID_REQUEST,
                    "The installation's own instance is always there and cannot be deleted.");
        }
        setup.change((before, rows) -> {
            before.instance(instance.uuid()).ifPresent(rows::delete);
            return instance;
        });
        return AwsResponse.NOTHING;
    }
}
