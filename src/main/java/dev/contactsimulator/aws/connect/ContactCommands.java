package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.retry.CallId;
import dev.contactsimulator.retry.CallsWithoutEvent;
import dev.contactsimulator.retry.RepeatedCalls;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends the commands of the operations that change an existing contact. A retry of a call that
 * changed nothing is recognised by the node that answered it, until that node stops.
 */
@Component
final class ContactCommands implements Resettable {

    private final Contacts contacts;
    private final ContactChains chains;
    private final Instances instances;
    private final ContactInstances origins;
    private final Clock clock;
    private final CallsWithoutEvent<ContactId> withoutEvent = new CallsWithoutEvent<>();

    ContactCommands(
            Contacts contacts, ContactChains chains, Instances instances, ContactInstances origins, Clock clock) {
        this.chains = chains;
        this.contacts = contacts;
        this.instances = instances;
        this.origins = origins;
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
        handle(contact, command, unknownContact, call, null);
        return AwsResponse.EMPTY;
    }

    /**
     * As {@link #send}, for an operation whose response is derived from what the command has caused.
     *
     * @param clientToken the "ClientToken" of the request
     * @return the event that the call has caused, or null if nothing had to change
     */
    @Nullable
    ContactEvent handle(
            ContactReference contact,
            BiFunction<ContactId, Instant, ContactCommand> command,
            ErrorType unknownContact,
            AwsCall call,
            @Nullable String clientToken) {
        ContactId id = initialOf(contact, unknownContact);
        Instant now = clock.instant();
        RequestContext context = RequestContexts.of(call, clientToken);
        CallId callId = CallId.of(context);
        if (callId != null && withoutEvent.contains(id, callId, now)) {
            RepeatedCalls.logWithoutEvent(context);
            return null;
        }
        Outcome outcome = contacts.send(command.apply(id, now), context)
                .orElseThrow(() -> ConnectErrors.noSuchContact(unknownContact));
        ContactEvent caused = outcome instanceof Handled(var event) ? event : null;
        if (callId != null && caused == null) withoutEvent.add(id, callId, now);
        return caused;
    }

    /**
     * The first contact of the chain of a contact: the one that commands are for.
     *
     * @throws AwsException if there is no such instance or no such contact
     */
    ContactId initialOf(ContactReference contact, ErrorType unknownContact) {
        Instance instance = instances.require(contact.instanceId());
        return contact.id()
                .flatMap(named -> Optional.of(named)
                        .filter(id -> isOf(instance, id))
                        .or(() -> chains.initialOf(named).filter(id -> isOf(instance, id))))
                .orElseThrow(() -> ConnectErrors.noSuchContact(unknownContact));
    }

    private boolean isOf(Instance instance, ContactId id) {
        return origins.instanceOf(id).filter(instance.id()::equals).isPresent();
    }

    /** As after a reset of the log. */
    @Override
    public void forget() {
        withoutEvent.clear();
    }
}
