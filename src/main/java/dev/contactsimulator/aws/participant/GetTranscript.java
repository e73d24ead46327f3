package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand.CheckParticipant;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.view.TranscriptItem;
import dev.contactsimulator.view.TranscriptScan;
import dev.contactsimulator.view.TranscriptScan.Direction;
import dev.contactsimulator.view.TranscriptScan.Part;
import dev.contactsimulator.view.Transcripts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows a part of the transcript of a participant's chat. AWS documents the parameters, not how they work together: items
 * are found from the start position, which is included, in the scan direction, and then put into the sort order.
 */
@Component
final class GetTranscript implements Operation {

    private final ParticipantCommands commands;
    private final Transcripts transcripts;

    GetTranscript(ParticipantCommands commands, Transcripts transcripts) {
        this.commands = commands;
        this.transcripts = transcripts;
    }

    @Override
    public Route route() {
        return Route.participant("/participant/transcript", "GetTranscript", Request::read, this::read);
    }

    /** "SortKey" */
    enum SortOrder {
        DESCENDING,
        ASCENDING
    }

    /** "StartPosition": one of the three. */
    sealed interface StartPosition {

        record Id(String id) implements StartPosition {}

        record AbsoluteTime(Instant time) implements StartPosition {}

        record MostRecent(int items) implements StartPosition {}
    }

    /** @param contactId shows the items of this contact only */
    record Request(
            String connectionToken,
            @Nullable String contactId,
            int maxResults,
            @Nullable String nextToken,
            Direction scanDirection,
            SortOrder sortOrder,
            @Nullable StartPosition startPosition) {

        private static final Length CONTACT_ID = Length.between(1, 256);
        private static final Length ITEM_ID = Length.between(1, 256);
        private static final Length TIME = Length.between(1, 100);
        private static final Length NEXT_TOKEN = Length.between(1, 1_000);
        private static final int DEFAULT_RESULTS = 10;
        private static final Enumeration<Direction> DIRECTION = Enumeration.of(Direction.class);
        private static final Enumeration<SortOrder> ORDER = Enumeration.of(SortOrder.class);

        static Request read(AwsRequest request) {
            Members body = request.body();
            Integer results = body.integer("MaxResults", 0, 100);
            StartPosition start = startPosition(body);
            Direction direction = body.enumeration("ScanDirection", DIRECTION);
            SortOrder order = body.enumeration("SortOrder", ORDER);
            Direction defaultDirection = start == null ? Direction.BACKWARD : Direction.FORWARD;
            return new Request(
                    ParticipantMembers.token(request),
                    body.string("ContactId", CONTACT_ID),
                    results == null || results == 0 ? DEFAULT_RESULTS : results,
                    body.string("NextToken", NEXT_TOKEN),
                    direction == null ? defaultDirection : direction,
                    order == null ? SortOrder.DESCENDING : order,
                    start);
        }

        private static @Nullable StartPosition startPosition(Members body) {
            Members position = body.structure("StartPosition");
            if (position == null) return null;
            List<StartPosition> given = new ArrayList<>();
            String id = position.string("Id", ITEM_ID);
            if (id != null) given.add(new StartPosition.Id(id));
            String time = position.string("AbsoluteTime", TIME);
            if (time != null) given.add(absoluteTime(position, time));
            Integer mostRecent = position.integer("MostRecent", 0, 100);
            if (mostRecent != null) given.add(new StartPosition.MostRecent(Math.max(1, mostRecent)));
            if (given.size() > 1)
                body.violation("StartPosition", "Member must have one of Id, AbsoluteTime, MostRecent");
            return given.isEmpty() ? null : given.getFirst();
        }

        private static StartPosition absoluteTime(Members position, String time) {
            try {
                return new StartPosition.AbsoluteTime(OffsetDateTime.parse(time).toInstant());
            } catch (DateTimeException notIso) {
                position.violation(
                        "AbsoluteTime", "Member must be a time in ISO 8601 format: yyyy-MM-ddThh:mm:ss.SSSZ");
                return new StartPosition.AbsoluteTime(Instant.EPOCH);
            }
        }

        /** What a NextToken stands for besides its place: it is good for a request with the same only. */
        int digest() {
            return (contactId + " " + scanDirection.name() + " " + sortOrder.name() + " " + startPosition).hashCode();
        }
    }

    record Response(
            String initialContactId,
            List<Item> transcript,
            @Nullable String nextToken) {}

    /** @param contactId of the current session */
    record Item(
            Instant absoluteTime,
            @Nullable String content,
            String contentType,
            String id,
            String type,
            @Nullable String participantId,
            @Nullable String displayName,
            @Nullable String participantRole,
            @Nullable List<AttachmentItem> attachments,
            @Nullable MessageMetadata messageMetadata,
            String contactId) {

        static Item of(TranscriptItem entry, ContactId contactId) {
            var item = entry.item();
            var from = item.participant();
            var file = item.attachment();
            return new Item(
                    item.absoluteTime(),
                    item.content(),
                    item.contentType(),
                    item.id().toString(),
                    item.type().name(),
                    from == null ? null : from.id().toString(),
                    from == null ? null : from.displayName(),
                    from == null ? null : from.role().name(),
                    file == null
                            ? null
                            : List.of(new AttachmentItem(
                                    file.contentType(), file.id().toString(), file.name(), "APPROVED")),
                    entry.receipts().isEmpty() ? null : MessageMetadata.of(entry),
                    contactId.toString());
        }
    }

    record AttachmentItem(String contentType, String attachmentId, String attachmentName, String status) {}

    record MessageMetadata(String messageId, List<Receipt> receipts) {

        static MessageMetadata of(TranscriptItem entry) {
            return new MessageMetadata(
                    entry.id().toString(),
                    entry.receipts().stream()
                            .map(receipt -> new Receipt(
                                    receipt.deliveredTimestamp(),
                                    receipt.readTimestamp(),
                                    receipt.recipient().toString()))
                            .toList());
        }
    }

    record Receipt(
            @Nullable Instant deliveredTimestamp, @Nullable Instant readTimestamp, String recipientParticipantId) {}

    private AwsResponse read(Request request, AwsCall call) {
        ContactId contactId = commands.send(
                        request.connectionToken(),
                        (grant, at) -> new CheckParticipant(grant.contactId(), grant.participantId(), at),
                        call,
                        null)
                .participant()
                .contactId();
        String initialContactId = contactId.toString();
        if (request.contactId() != null && !request.contactId().equals(initialContactId)) {
            return AwsResponse.of(new Response(initialContactId, List.of(), null));
        }
        TranscriptScan scan = transcripts.scan(contactId);
        Part part = scan.read(request.scanDirection(), start(request, contactId, scan), request.maxResults());
        List<Item> items = new ArrayList<>();
        part.items().forEach(entry -> items.add(Item.of(entry, contactId)));
        if (request.sortOrder() == SortOrder.DESCENDING) Collections.reverse(items);
        String next = part.next().isEmpty()
                ? null
                : new TranscriptToken(request.digest(), part.next().getAsInt()).text();
        return AwsResponse.of(new Response(initialContactId, items, next));
    }

    private static int start(Request request, ContactId contactId, TranscriptScan scan) {
        if (request.nextToken() != null) return TranscriptToken.sequence(request.nextToken(), request.digest());
        return switch (request.startPosition()) {
            case null -> request.scanDirection() == Direction.FORWARD ? 0 : scan.newest();
            case StartPosition.Id(String id) -> sequenceOf(id, contactId);
            case StartPosition.AbsoluteTime(Instant time) -> scan.at(time, request.scanDirection());
            case StartPosition.MostRecent(int items) -> scan.mostRecent(items);
        };
    }

    private static int sequenceOf(String id, ContactId contactId) {
        try {
            ItemId item = ItemId.of(id);
            if (item.belongsTo(contactId)) return item.sequence();
        } catch (IllegalArgumentException notAUuid) {
            throw noSuchItem();
        }
        throw noSuchItem();
    }

    private static AwsException noSuchItem() {
        return new AwsException(ErrorType.VALIDATION, "The Id of the StartPosition must be an item of this chat.");
    }
}
