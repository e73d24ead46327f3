package dev.contactsimulator.control;

import dev.contactsimulator.audit.Flaw;
import dev.contactsimulator.audit.LogVerification;
import dev.contactsimulator.audit.Verification;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The event log: its head, whose hash vouches for all before it, its events, and whether they are what was recorded. */
public final class LogRoutes implements SimulatorRoutes {

    private static final int MAX_EVENTS = 1_000;

    private static final Parameter.Whole AFTER =
            new Parameter.Whole("after", "the position behind which to begin", 0, Long.MAX_VALUE);
    private static final Parameter.Limit LIMIT = new Parameter.Limit(MAX_EVENTS);
    private static final Parameter.Whole NEXT_TOKEN =
            new Parameter.Whole("nextToken", "the nextToken of the page before", 0, Long.MAX_VALUE);
    private static final Parameter.Whole POSITION =
            new Parameter.Whole("position", "of the head that the caller has kept", 0, Long.MAX_VALUE);
    private static final Parameter.Text HASH =
            new Parameter.Text("hash", "of the head that the caller has kept", Length.between(64, 64));

    private final EventLog events;
    private final LogVerification verification;

    public LogRoutes(EventLog events, LogVerification verification) {
        this.events = events;
        this.verification = verification;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(
                SimulatorRoute.get(
                                "/log",
                                "GetLogHead",
                                "the head of the log: its last position, and the hash over all events")
                        .handledBy(this::head),
                SimulatorRoute.get("/log/events", "ListLogEvents", "the events of the log in order")
                        .with(AFTER, LIMIT, NEXT_TOKEN)
                        .handledBy(LogPageRequest::read, this::page),
                SimulatorRoute.post(
                                "/log/verify",
                                "VerifyLog",
                                "verifies the log, also against a head that the caller has kept")
                        .with(POSITION, HASH)
                        .handledBy(VerifyRequest::read, this::verify));
    }

    record LogHead(long position, String hash) {}

    private AwsResponse head() {
        Head head = events.head();
        return AwsResponse.of(new LogHead(head.position(), head.hexHash()));
    }

    /**
     * What became of a verification.
     *
     * @param flaws absent if the log is what was recorded
     * @param moreFlaws true if the verification stopped at the last of the flaws
     */
    record Verified(
            boolean passed,
            long events,
            long eventsPerSecond,
            LogHead head,
            @Nullable List<FoundFlaw> flaws,
            @Nullable Boolean moreFlaws) {

        static Verified of(Verification verification) {
            Head head = verification.head();
            return new Verified(
                    verification.passed(),
                    verification.events(),
                    Math.round(verification.eventsPerSecond()),
                    new LogHead(head.position(), head.hexHash()),
                    verification.passed()
                            ? null
                            : verification.flaws().stream().map(FoundFlaw::of).toList(),
                    verification.stoppedEarly() ? true : null);
        }
    }

    /** A flaw, and the event at its position if there is one. */
    record FoundFlaw(
            long position,
            Flaw.Kind flaw,
            String expected,
            String found,
            @Nullable String contactId,
            @Nullable Integer sequence,
            @Nullable String eventId,
            @Nullable String type,
            @Nullable Instant time) {

        static FoundFlaw of(Flaw flaw) {
            Flaw.Event event = flaw.event();
            return event == null
                    ? new FoundFlaw(
                            flaw.position(), flaw.kind(), flaw.expected(), flaw.found(), null, null, null, null, null)
                    : new FoundFlaw(
                            flaw.position(),
                            flaw.kind(),
                            flaw.expected(),
                            flaw.found(),
                            event.contactId().toString(),
                            event.sequence(),
                            event.eventId().toString(),
                            event.type(),
                            event.at());
        }
    }

    /** @param remembered a head that the caller has kept from an earlier time: position and hash, or neither */
    record VerifyRequest(@Nullable Head remembered) {

        static VerifyRequest read(AwsRequest request) {
            String hash = HASH.in(request);
            Long position = POSITION.in(request);
            if (hash == null && position == null) return new VerifyRequest(null);
            if (hash == null || position == null) throw SimulatorRoute.invalid("position and hash belong together.");
            try {
                return new VerifyRequest(new Head(position, HexFormat.of().parseHex(hash)));
            } catch (IllegalArgumentException notAHash) {
                throw SimulatorRoute.invalid("hash must be 64 hexadecimal digits.");
            }
        }
    }

    /** 409 if the log is not what was recorded: a caller that looks at the status alone must not take that for success. */
    private AwsResponse verify(VerifyRequest request) {
        try {
            Verification result = verification.verify(request.remembered());
            return new AwsResponse(result.passed() ? 200 : ErrorType.CONFLICT.status(), Verified.of(result));
        } catch (TimelineEnded reset) {
            throw new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The log was reset meanwhile. Try again.");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The simulator is being stopped.");
        }
    }

    record LogPageRequest(long after, int limit) {

        static LogPageRequest read(AwsRequest request) {
            return new LogPageRequest(NEXT_TOKEN.in(request, AFTER.in(request, 0)), LIMIT.in(request));
        }
    }

    private AwsResponse page(LogPageRequest request) {
        EventPages page = EventPages.ofLog(events, request.after(), request.limit());
        return AwsResponse.streamed(new StreamedList<>(null, "events", page, EventOnWire::of, () -> token(page)));
    }

    /** The position behind which the next page begins. */
    private static @Nullable String token(EventPages page) {
        OptionalLong following = page.following();
        return following.isPresent() ? Long.toString(following.getAsLong() - 1) : null;
    }
}
