package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.setup.SetupState;
import java.util.UUID;
import java.util.function.Supplier;

/** The instances that exist: the installation's own, and those that were created. */
public final class Instances {

    private final Instance own;
    private final Supplier<SetupState> setup;

    /** @param setup what is set up at the moment; it is asked for other instances than the own one only */
    public Instances(Instance own, Supplier<SetupState> setup) {
        this.own = own;
        this.setup = setup;
    }

    public Instance own() {
        return own;
    }

    /**
     * @param instanceId an InstanceId as callers give it: the id or the ARN
     * @throws AwsException (ResourceNotFoundException) if there is no such instance
     */
    public Instance require(String instanceId) {
        if (instanceId.equals(own.id()) || instanceId.equals(own.arn())) return own;
        return Ids.of(instanceId, own.location().arn("instance/"))
                .filter(id -> setup.get().instance(id).isPresent())
                .map(this::withId)
                .orElseThrow(() -> new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such instance."));
    }

    /** An instance as it is or was: a contact may be of one that was deleted. */
    Instance withId(UUID id) {
        return new Instance(own.location(), id.toString());
    }
}
