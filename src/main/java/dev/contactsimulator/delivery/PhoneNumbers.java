package dev.contactsimulator.delivery;

import java.util.Optional;

/** The numbers in E.164 that customers write to, as far as they are known. */
@FunctionalInterface
public interface PhoneNumbers {

    Optional<String> of(String destinationId);
}
