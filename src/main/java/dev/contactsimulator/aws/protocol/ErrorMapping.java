package dev.contactsimulator.aws.protocol;

import java.util.Optional;

/**
 * Says which AWS error stands for an exception that an operation throws. Every bean of this type is asked; an exception
 * that none of them knows is an internal error.
 */
@FunctionalInterface
public interface ErrorMapping {

    /** @return empty if the exception is not one that this mapping knows */
    Optional<AwsException> errorFor(RuntimeException failure, Route route);
}
