package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.Timeline;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/** A command on its way to a contact, with the state that it starts from and, when it is done, what it led to. */
final class ContactCommandMessage extends GenericCommandMessage<ContactCommand> {

    private static final long serialVersionUID = 1;

    private final transient @Nullable LoadedContact contact;
    private final transient Timeline timeline;
    private transient @Nullable EventSourcedAggregate<ChatContact> aggregate;
    private transient List<? extends DomainEventMessage<?>> events = List.of();

    /**
     * @param contact null if the log has no event of the contact
     * @param timeline of the log, on which the contact was read
     */
    ContactCommandMessage(
            ContactCommand command, RequestContext context, @Nullable LoadedContact contact, Timeline timeline) {
        super(command, context.metadata());
        this.contact = contact;
        this.timeline = timeline;
    }

    Timeline timeline() {
        return timeline;
    }

    @Nullable
    LoadedContact contact() {
        return contact;
    }

    void handledBy(EventSourcedAggregate<ChatContact> copy) {
        aggregate = copy;
    }

    EventSourcedAggregate<ChatContact> aggregate() {
        return Objects.requireNonNull(aggregate);
    }

    void recorded(List<? extends DomainEventMessage<?>> appended) {
        events = appended;
    }

    /** What the command led to, in the log already. */
    List<? extends DomainEventMessage<?>> events() {
        return events;
    }
}
