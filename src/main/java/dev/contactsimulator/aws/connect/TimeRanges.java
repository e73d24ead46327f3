package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.HasReached;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.Reached;
import dev.contactsimulator.view.Criterion.Stage;
import java.time.Duration;
import java.time.Instant;

/** The time ranges of SearchContacts. */
final class TimeRanges {

    /** The longest range (Admin Guide, "Search for contacts"). */
    static final Duration MAX = Duration.ofDays(8 * 7);

    /** "SearchContactsTimeRangeType"; no chat is scheduled. */
    enum Type {
        INITIATION_TIMESTAMP,
        SCHEDULED_TIMESTAMP,
        CONNECTED_TO_AGENT_TIMESTAMP,
        DISCONNECT_TIMESTAMP,
        ENQUEUE_TIMESTAMP
    }

    enum ConditionType {
        NOT_EXISTS
    }

    private static final Enumeration<Type> TYPE = Enumeration.of(Type.class);
    private static final Enumeration<ConditionType> CONDITION_TYPE = Enumeration.of(ConditionType.class);

    static Criterion read(Members range) {
        Type type = range.requiredEnumeration("Type", TYPE);
        Instant start = range.requiredTimestamp("StartTime");
        Instant end = range.requiredTimestamp("EndTime");
        if (type == null || start == null || end == null) return MatchType.NOTHING;
        if (start.isAfter(end)) {
            range.violation("StartTime", "Member must not be after EndTime");
        } else if (Duration.between(start, end).compareTo(MAX) > 0) {
            range.violation("EndTime", "Member must be at most 8 weeks after StartTime");
        }
        return switch (type) {
            case INITIATION_TIMESTAMP -> new Between(Criterion.Time.INITIATED, start, end);
            case DISCONNECT_TIMESTAMP -> new Between(Criterion.Time.ENDED, start, end);
            case CONNECTED_TO_AGENT_TIMESTAMP -> new Reached(Stage.CONNECTED_TO_AGENT, start, end);
            case ENQUEUE_TIMESTAMP -> new Reached(Stage.QUEUED, start, end);
            case SCHEDULED_TIMESTAMP -> MatchType.NOTHING;
        };
    }

    /** A "TimestampCondition": that a contact does not have the time. */
    static Criterion readCondition(Members condition) {
        condition.requiredEnumeration("ConditionType", CONDITION_TYPE);
        return switch (condition.requiredEnumeration("Type", TYPE)) {
            case INITIATION_TIMESTAMP -> MatchType.NOTHING;
            case DISCONNECT_TIMESTAMP -> new IsActive(true);
            case CONNECTED_TO_AGENT_TIMESTAMP -> Criterion.not(new HasReached(Stage.CONNECTED_TO_AGENT));
            case ENQUEUE_TIMESTAMP -> Criterion.not(new HasReached(Stage.QUEUED));
            case SCHEDULED_TIMESTAMP -> MatchType.EVERYTHING;
            case null -> MatchType.NOTHING;
        };
    }

    private TimeRanges() {}
}
