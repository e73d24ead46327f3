package dev.contactsimulator.control;

import dev.contactsimulator.aws.connect.ContactChains;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.view.ContactPage;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.ContactSearch;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.InvalidPageToken;
import dev.contactsimulator.view.TranscriptItem;
import dev.contactsimulator.view.TranscriptPage;
import dev.contactsimulator.view.Transcripts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contacts of all chats, the transcript of one, and the events that it is made of. */
public final class ContactRoutes implements SimulatorRoutes {

    private static final int MAX_CONTACTS = 100;
    private static final int MAX_EVENTS = 1_000;

    private static final Parameter.Text SOURCE_ID = new Parameter.Text("sourceId", "contacts of this SourceId only");
    private static final Parameter.Text DESTINATION_ID =
            new Parameter.Text("destinationId", "contacts of this DestinationId only");
    private static final Parameter.Flag ACTIVE =
            new Parameter.Flag("active", "contacts that have not ended (true) or have ended (false) only");
    private static final Parameter.Limit CONTACTS_LIMIT = new Parameter.Limit(MAX_CONTACTS);
    private static final Parameter.Text NEXT_TOKEN = Parameter.nextToken();
    private static final Parameter.Whole ITEMS_LIMIT =
            new Parameter.Whole("limit", "the most items of a page; all unless it is given", 1, Integer.MAX_VALUE);
    private static final Parameter.Whole FROM =
            new Parameter.Whole("from", "the sequence at which to begin", 0, Integer.MAX_VALUE);
    private static final Parameter.Limit EVENTS_LIMIT = new Parameter.Limit(MAX_EVENTS);
    private static final Parameter.Whole NEXT_SEQUENCE =
            new Parameter.Whole("nextToken", "the nextToken of the page before", 0, Integer.MAX_VALUE);

    private final ContactQueries contacts;
    private final Transcripts transcripts;
    private final EventLog events;
    private final ContactChains chains;

    public ContactRoutes(ContactQueries contacts, Transcripts transcripts, EventLog events, ContactChains chains) {
        this.contacts = contacts;
        this.chains = chains;
        this.transcripts = transcripts;
        this.events = events;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(
                SimulatorRoute.get("/contacts", "ListContacts", "the contacts of all chats, newest first")
                        .with(SOURCE_ID, DESTINATION_ID, ACTIVE, CONTACTS_LIMIT, NEXT_TOKEN)
                        .handledBy(ListRequest::read, this::list),
                SimulatorRoute.get(
                                "/contacts/{ContactId}/transcript",
                                "GetContactTranscript",
                                "the items of the transcript, with receipts")
                        .with(ITEMS_LIMIT, NEXT_SEQUENCE)
                        .handledBy(TranscriptRequest::read, this::transcript),
                SimulatorRoute.get(
                                "/contacts/{ContactId}/events",
                                "ListContactEvents",
                                "the events of the contact, as they are stored")
                        .with(FROM, EVENTS_LIMIT, NEXT_SEQUENCE)
                        .handledBy(EventsRequest::read, this::events));
    }

    /** @param nextToken to be given for the next page, absent on the last */
    record ContactList(List<Contact> contacts, @Nullable String nextToken, long totalCount) {}

    record Contact(
            String contactId,
            String initialContactId,
            @Nullable String sourceId,
            @Nullable String destinationId,
            @Nullable String subtype,
            int number,
            String displayName,
            boolean active,
            Instant initiatedAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable DisconnectReason disconnectReason,
            int messages,
            Map<String, String> attributes,
            Map<String, String> tags) {

        static Contact of(ContactRow row) {
            ContactRow.Origin origin = row.origin();
            ContactRow.End end = row.end();
            ChatName chat = origin.chat();
            return new Contact(
                    row.contactId().toString(),
                    row.initialContactId().toString(),
                    chat == null ? null : chat.sourceId(),
                    chat == null ? null : chat.destinationId(),
                    chat == null ? null : chat.subtype(),
                    origin.number(),
                    origin.customerName(),
                    row.isActive(),
                    origin.initiatedAt(),
                    origin.expiresAt(),
                    end == null ? null : end.at(),
                    end == null ? null : end.reason(),
                    row.metrics().messages(),
                    row.attributes(),
                    row.tags());
        }
    }

    record ListRequest(ContactSearch search) {

        static ListRequest read(AwsRequest request) {
            List<Criterion> criteria = new ArrayList<>();
            String source = SOURCE_ID.in(request);
            if (source != null) criteria.add(new Criterion.FromSource(source));
            String destination = DESTINATION_ID.in(request);
            if (destination != null) criteria.add(new Criterion.ToDestination(destination));
            Boolean active = ACTIVE.in(request);
            if (active != null) criteria.add(new Criterion.IsActive(active));
            return new ListRequest(new ContactSearch(
                    criteria, ContactSearch.Order.NEWEST_FIRST, CONTACTS_LIMIT.in(request), NEXT_TOKEN.in(request)));
        }
    }

    private AwsResponse list(ListRequest request) {
        try {
            ContactPage page = contacts.search(request.search());
            return AwsResponse.of(new ContactList(
                    page.contacts().stream().map(Contact::of).toList(), page.nextToken(), page.totalCount()));
        } catch (InvalidPageToken unknown) {
            throw SimulatorRoute.invalid("nextToken must be one of the same list.");
        }
    }

    record Item(
            String id,
            String contactId,
            Instant absoluteTime,
            ChatItem.Type type,
            String contentType,
            @Nullable String content,
            @Nullable String participantId,
            @Nullable ParticipantRole participantRole,
            @Nullable String displayName,
            @Nullable List<Receipt> receipts) {

        static Item of(TranscriptItem entry) {
            ChatItem item = entry.item();
            var from = item.participant();
            return new Item(
                    item.id().toString(),
                    item.contactId().toString(),
                    item.absoluteTime(),
                    item.type(),
                    item.contentType(),
                    item.content(),
                    from == null ? null : from.id().toString(),
                    from == null ? null : from.role(),
                    from == null ? null : from.displayName(),
                    entry.receipts().isEmpty()
                            ? null
                            : entry.receipts().stream().map(Receipt::of).toList());
        }
    }

    record Receipt(
            String recipientParticipantId,
            @Nullable Instant deliveredTimestamp,
            @Nullable Instant readTimestamp) {

        static Receipt of(TranscriptItem.Receipt receipt) {
            return new Receipt(receipt.recipient().toString(), receipt.deliveredTimestamp(), receipt.readTimestamp());
        }
    }

    record TranscriptRequest(ContactId contactId, int from, int limit) {

        static TranscriptRequest read(AwsRequest request) {
            return new TranscriptRequest(SimulatorRoute.contactId(request), (int) NEXT_SEQUENCE.in(request, 0), (int)
                    ITEMS_LIMIT.in(request, Integer.MAX_VALUE));
        }
    }

    /** That of the whole chat by the id of its first contact, else what belongs to the contact. */
    private AwsResponse transcript(TranscriptRequest request) {
        ContactId contactId = request.contactId();
        ContactId initial = initialOf(contactId);
        TranscriptPage items = transcripts.page(
                initial,
                item -> contactId.equals(initial) || contactId.equals(item.contactId()),
                request.from(),
                request.limit());
        return AwsResponse.streamed(
                new StreamedList<>(contactId.toString(), "items", items, Item::of, () -> token(items.following())));
    }

    record EventsRequest(ContactId contactId, int from, int limit) {

        static EventsRequest read(AwsRequest request) {
            return new EventsRequest(
                    SimulatorRoute.contactId(request),
                    (int) NEXT_SEQUENCE.in(request, FROM.in(request, 0)),
                    EVENTS_LIMIT.in(request));
        }
    }

    private AwsResponse events(EventsRequest request) {
        ContactId contactId = initialOf(request.contactId());
        EventPages page = EventPages.ofContact(events, contactId.value(), request.from(), request.limit());
        return AwsResponse.streamed(new StreamedList<>(
                contactId.toString(), "events", page, EventOnWire::of, () -> token(page.following())));
    }

    private static @Nullable String token(OptionalInt sequence) {
        return sequence.isPresent() ? Integer.toString(sequence.getAsInt()) : null;
    }

    private static @Nullable String token(OptionalLong sequence) {
        return sequence.isPresent() ? Long.toString(sequence.getAsLong()) : null;
    }

    /** The contact in whose stream the events are. */
    private ContactId initialOf(ContactId contactId) {
        boolean isInitial = !events.existing(Set.of(contactId.value())).isEmpty();
        return isInitial ? contactId : chains.initialOf(contactId).orElseThrow(SimulatorRoute::noSuchContact);
    }
}
