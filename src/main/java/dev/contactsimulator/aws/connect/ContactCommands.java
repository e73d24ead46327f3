package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Sends the commands of the operations that change an existing contact and have empty responses. */
@Component
final class ContactCommands {

    private final Contacts contacts;
    private final Instance instance;
    private final Clock clock;

    ContactCommands(Contacts contacts, Instance instance, Clock clock) {
        this.contacts = contacts;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * @param command makes the command for the contact and the time of the call
     * @param unknownContact the error if there is no such contact
     * @throws AwsException if there is no such instance or no such contact
     */
    AwsResponse send(
            ContactReference contact,
            BiFunction<ContactId, Instant, ContactCommand> command,
            ErrorType unknownContact,
            AwsCall call) {
        instance.require(contact.instanceId());
        return contact.id()
                .flatMap(id -> contacts.send(command.apply(id, clock.instant()), RequestContexts.of(call)))
                .map(outcome -> AwsResponse.EMPTY)
                .orElseThrow(() -> ConnectErrors.noSuchContact(unknownContact));
    }
}
