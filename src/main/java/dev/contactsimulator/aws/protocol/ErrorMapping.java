package dev.contactsimulator.aws.protocol;

import java.util.Optional;

/**
 * Maps an exception that an operation throws to an AWS error. Every bean of this type is used; an exception that none of
 * them maps is an internal error.
 */
@FunctionalInterface
public interface ErrorMapping {

    /** @return empty if this mapping does not know the exception */
    Optional<AwsException> errorFor(RuntimeException failure, Route route);
}
