package dev.contactsimulator.aws.protocol;

/** Decides whether a call may be handled at this moment. */
@FunctionalInterface
public interface CallLimit {

    CallLimit NONE = route -> {};

    /** @throws AwsException if there were too many calls of the operation */
    void require(Route route);
}
