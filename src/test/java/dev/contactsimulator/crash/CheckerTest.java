package dev.contactsimulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.crash.Era.Beginning;
import dev.contactsimulator.crash.Era.FollowerAt;
import dev.contactsimulator.crash.JournalEntry.Intent;
import dev.contactsimulator.crash.JournalEntry.ReadBack;
import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.JournalEntry.Unknown;
import dev.contactsimulator.crash.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.AbstractListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker sees each thing that it is there to see. */
class CheckerTest {

    private static final UUID FIRST = new UUID(0xC0, 1);
    private static final UUID SECOND = new UUID(0xC0, 2);

    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<LoggedEvent> log = new ArrayList<>();
    private final List<LoggedEvent> seen = new ArrayList<>();
    private final List<Era> ended = new ArrayList<>();
    private final List<FollowerAt> pastHead = new ArrayList<>();
    private Beginning beginning = Beginning.START;
    private long begun;
    private long clock;
    private int tokens;

    @Test
    void a_sound_history_is_not_complained_about() {
        opens(FIRST, 1);
        sends(FIRST);
        ends(FIRST);
        opens(SECOND, 2);
        retried(sends(SECOND), SECOND, false);
        readBack(sends(SECOND), true);
        intent(Kind.MESSAGE, lost());
        emptyResponse(Kind.DISCONNECT);

        assertRules().isEmpty();
    }

    @Test
    void a_message_that_was_acknowledged_but_is_not_there() {
        opens(FIRST, 1);
        response(intent(Kind.MESSAGE, token()), FIRST, false);

        assertRules().containsExactly(Rule.LOST);
    }

    @Test
    void a_message_that_is_there_twice() {
        opens(FIRST, 1);
        UUID token = sends(FIRST);
        logged(FIRST, "MessageSent", token);

        assertRules().containsExactly(Rule.DOUBLED);
    }

    @Test
    void a_message_of_unknown_outcome_that_is_there_twice() {
        opens(FIRST, 1);
        UUID token = lost();
        intent(Kind.MESSAGE, token);
        logged(FIRST, "MessageSent", token);
        logged(FIRST, "MessageSent", token);

        assertRules().containsExactly(Rule.DOUBLED);
    }

    @Test
    void a_message_that_nobody_sent() {
        opens(FIRST, 1);
        logged(FIRST, "MessageSent", token());

        assertRules().containsExactly(Rule.UNASKED);
    }

    @Test
    void a_retry_that_gets_another_response() {
        opens(FIRST, 1);
        retried(sends(FIRST), SECOND, false);

        assertRules().containsExactly(Rule.DIFFERENT_RESPONSES);
    }

    @Test
    void a_response_that_names_another_contact() {
        opens(FIRST, 1);
        UUID token = intent(Kind.MESSAGE, token());
        logged(FIRST, "MessageSent", token);
        response(token, SECOND, false);

        assertRules().containsExactly(Rule.WRONG_CONTACT);
    }

    @Test
    void a_gap() {
        opens(FIRST, 1);
        log.remove(1);
        seen.remove(1);

        assertRules().contains(Rule.HOLE);
    }

    @Test
    void a_position_that_the_reader_skipped() {
        opens(FIRST, 1);
        seen.remove(1);

        assertRules().containsExactly(Rule.SKIPPED);
    }

    @Test
    void a_position_that_the_reader_never_came_to() {
        opens(FIRST, 1);
        seen.removeLast();

        assertRules().containsExactly(Rule.SKIPPED);
    }

    @Test
    void an_event_that_was_another_one_when_it_was_seen_first() {
        opens(FIRST, 1);
        seen.set(1, unasked(2));

        assertRules().containsExactly(Rule.CHANGED_AFTERWARDS);
    }

    @Test
    void an_event_that_was_seen_and_is_gone() {
        opens(FIRST, 1);
        seen.add(unasked(4));

        assertRules().containsExactly(Rule.CHANGED_AFTERWARDS);
    }

    @Test
    void a_contact_whose_sequence_has_a_gap() {
        opens(FIRST, 1);
        LoggedEvent last = log.removeLast();
        log.add(new LoggedEvent(
                3, FIRST, 7, last.eventId(), last.type(), last.invocation(), "-", last.token(), null, 0));

        assertRules().containsExactly(Rule.WRONG_SEQUENCE);
    }

    @Test
    void a_contact_that_goes_on_after_its_end() {
        opens(FIRST, 1);
        ends(FIRST);
        sends(FIRST);

        assertRules().containsExactly(Rule.AFTER_THE_END);
    }

    @Test
    void a_contact_that_does_not_begin_with_its_creation() {
        UUID token = intent(Kind.MESSAGE, token());
        logged(FIRST, "MessageSent", token);

        assertRules().containsExactly(Rule.WRONG_BEGINNING);
    }

    @Test
    void two_active_contacts_of_one_chat() {
        opens(FIRST, 1);
        opens(SECOND, 2);

        assertRules().containsExactly(Rule.OVERLAPPING_CONTACTS);
    }

    @Test
    void two_calls_that_both_created_a_contact() {
        opens(FIRST, 1);
        UUID token = intent(Kind.MESSAGE, token());
        logged(FIRST, "MessageSent", token);
        response(token, FIRST, true);

        assertRules().contains(Rule.CREATED_TWICE);
    }

    @Test
    void a_call_that_began_after_another_was_acknowledged_but_comes_before_it() {
        opens(FIRST, 1);
        UUID early = intent(Kind.MESSAGE, token());
        response(early, FIRST, false);
        UUID late = intent(Kind.MESSAGE, token());
        logged(FIRST, "MessageSent", late);
        response(late, FIRST, false);
        logged(FIRST, "MessageSent", early);

        assertRules().containsExactly(Rule.OUT_OF_ORDER);
    }

    @Test
    void a_refused_message_that_is_there_all_the_same() {
        opens(FIRST, 1);
        UUID token = intent(Kind.INVALID, token());
        logged(FIRST, "MessageSent", token);
        journal.add(new Response(token, ++clock, 1, 400, null, false, "-"));

        assertRules().containsExactly(Rule.TRACE_OF_A_REFUSAL);
    }

    @Test
    void a_good_message_that_was_refused() {
        journal.add(new Response(intent(Kind.MESSAGE, token()), ++clock, 1, 400, null, false, "-"));

        assertRules().containsExactly(Rule.WRONGLY_REFUSED);
    }

    @Test
    void an_effect_of_a_call_that_was_told_it_had_none() {
        opens(FIRST, 1);
        logged(FIRST, "Disconnected", emptyResponse(Kind.DISCONNECT));

        assertRules().containsExactly(Rule.UNASKED);
    }

    @Test
    void a_message_that_was_acknowledged_but_could_not_be_read() {
        opens(FIRST, 1);
        readBack(sends(FIRST), false);

        assertRules().containsExactly(Rule.NOT_READABLE);
    }

    @Test
    void a_journal_is_read_as_it_was_written() {
        opens(FIRST, 1);
        readBack(sends(FIRST), true);
        lost();
        emptyResponse(Kind.EVENT);

        assertThat(journal)
                .allSatisfy(entry ->
                        assertThat(JournalEntry.parse(entry.line().strip())).isEqualTo(entry));
    }

    @Test
    void a_reset_that_everything_begins_again_after_is_not_complained_about() {
        opens(FIRST, 1);
        UUID inFlight = intent(Kind.MESSAGE, token());
        logged(FIRST, "MessageSent", inFlight);
        sends(FIRST);
        begins(Beginning.RESET);
        response(inFlight, FIRST, false);
        opens(SECOND, 1);
        sends(SECOND);

        assertRules().isEmpty();
    }

    @Test
    void a_contact_that_is_there_again_after_a_reset() {
        opens(FIRST, 1);
        begins(Beginning.RESET);
        opens(FIRST, 1);

        assertRules().contains(Rule.REPEATED_ID);
    }

    @Test
    void a_chat_with_two_active_contacts_in_a_log_that_was_reset_later() {
        opens(FIRST, 1);
        opens(SECOND, 2);
        begins(Beginning.RESET);

        assertRules().containsExactly(Rule.OVERLAPPING_CONTACTS);
    }

    @Test
    void a_number_that_is_missing_after_a_reset() {
        opens(FIRST, 1);
        ends(FIRST);
        begins(Beginning.RESET);
        opens(SECOND, 2);

        assertRules().containsExactly(Rule.OVERLAPPING_CONTACTS);
    }

    @Test
    void what_a_fail_over_has_lost_is_not_complained_about() {
        opens(FIRST, 1);
        ends(FIRST);
        opens(SECOND, 2);
        begins(Beginning.FAIL_OVER);
        survives(3);
        sends(FIRST);

        assertRules().isEmpty();
    }

    @Test
    void a_message_that_was_acknowledged_after_a_fail_over_but_is_not_there() {
        opens(FIRST, 1);
        begins(Beginning.FAIL_OVER);
        survives(3);
        response(intent(Kind.MESSAGE, token()), FIRST, false);

        assertRules().containsExactly(Rule.LOST);
    }

    @Test
    void a_retry_after_a_fail_over_that_is_answered_from_memory_although_its_event_is_lost() {
        opens(FIRST, 1);
        UUID token = lost();
        logged(FIRST, "MessageSent", token);
        begins(Beginning.FAIL_OVER);
        survives(3);
        retried(token, FIRST, false);

        assertRules().containsExactly(Rule.LOST);
    }

    @Test
    void a_message_that_a_fail_over_kept_and_a_retry_added_again() {
        opens(FIRST, 1);
        UUID token = lost();
        logged(FIRST, "MessageSent", token);
        begins(Beginning.FAIL_OVER);
        survives(4);
        logged(FIRST, "MessageSent", token);

        assertRules().containsExactly(Rule.DOUBLED);
    }

    @Test
    void two_active_contacts_of_one_chat_after_a_fail_over() {
        opens(FIRST, 1);
        ends(FIRST);
        begins(Beginning.FAIL_OVER);
        survives(4);
        opens(SECOND, 2);

        assertRules().containsExactly(Rule.OVERLAPPING_CONTACTS);
    }

    @Test
    void a_contact_whose_sequence_goes_on_as_if_nothing_had_been_lost() {
        opens(FIRST, 1);
        sends(FIRST);
        begins(Beginning.FAIL_OVER);
        survives(3);
        UUID token = intent(Kind.MESSAGE, token());
        log.add(new LoggedEvent(4, FIRST, 4, token(), "MessageSent", token, "-", token, null, 0));
        seen.add(log.getLast());
        response(token, FIRST, false);

        assertRules().containsExactly(Rule.WRONG_SEQUENCE);
    }

    @Test
    void a_follower_past_the_head() {
        opens(FIRST, 1);
        pastHead.add(new FollowerAt("contact_view", 0, 4, 0, 3));

        assertRules().containsExactly(Rule.PAST_THE_HEAD);
    }

    @Test
    void only_a_later_position_or_a_later_epoch_is_past_the_head() {
        assertThat(new FollowerAt("contact_view", 1, 4, 1, 3).isPastHead()).isTrue();
        assertThat(new FollowerAt("contact_view", 2, 0, 1, 3).isPastHead()).isTrue();
        assertThat(new FollowerAt("contact_view", 1, 3, 1, 3).isPastHead()).isFalse();
        assertThat(new FollowerAt("contact_view", 0, 9, 1, 3).isPastHead()).isFalse();
    }

    private List<Violation> check() {
        List<Era> eras = new ArrayList<>(ended);
        eras.add(new Era(beginning, begun, Long.MAX_VALUE, seen, pastHead));
        return Checker.check(Call.of(journal), log, eras);
    }

    /** The log is empty, until something survives or is written. */
    private void begins(Beginning next) {
        ended.add(new Era(beginning, begun, ++clock, List.copyOf(seen), List.of()));
        beginning = next;
        begun = ++clock;
        log.clear();
        seen.clear();
    }

    /** The first events of the log as it was before. */
    private void survives(int events) {
        log.addAll(ended.getLast().log().subList(0, events));
        seen.addAll(log);
    }

    private LoggedEvent unasked(long position) {
        return new LoggedEvent(position, FIRST, 0, token(), "MessageSent", null, null, null, null, 0);
    }

    private AbstractListAssert<?, List<? extends Rule>, Rule, ?> assertRules() {
        return assertThat(check()).extracting(Violation::rule);
    }

    private void opens(UUID contact, int number) {
        UUID token = intent(Kind.MESSAGE, token());
        logged(contact, "ContactCreated", token, "+1", number);
        logged(contact, "ParticipantJoined", token);
        logged(contact, "MessageSent", token);
        response(token, contact, true);
    }

    private UUID sends(UUID contact) {
        UUID token = intent(Kind.MESSAGE, token());
        logged(contact, "MessageSent", token);
        return response(token, contact, false);
    }

    private void ends(UUID contact) {
        UUID token = intent(Kind.DISCONNECT, token());
        logged(contact, "ParticipantLeft", token);
        logged(contact, "Disconnected", token);
        response(token, contact, false);
    }

    private int next(UUID contact) {
        return (int)
                log.stream().filter(event -> event.contactId().equals(contact)).count();
    }

    private void logged(UUID contact, String type, UUID token) {
        logged(contact, type, token, null, 0);
    }

    private void logged(UUID contact, String type, UUID token, @Nullable String chat, int number) {
        UUID event = new UUID(0xE, ++tokens);
        UUID inContent = type.equals("MessageSent") ? token : null;
        log.add(new LoggedEvent(
                log.size() + 1, contact, next(contact), event, type, token, "-", inContent, chat, number));
        seen.add(log.getLast());
    }

    private UUID token() {
        return new UUID(0x7, ++tokens);
    }

    private UUID intent(Kind kind, UUID token) {
        journal.add(new Intent(token, ++clock, 1, 0, kind, "+1"));
        return token;
    }

    private UUID lost() {
        UUID token = intent(Kind.MESSAGE, token());
        journal.add(new Unknown(token, ++clock, 1, "HttpTimeoutException"));
        return token;
    }

    private UUID response(UUID token, UUID contact, boolean created) {
        journal.add(new Response(token, ++clock, 1, 200, contact, created, "-"));
        return token;
    }

    private UUID emptyResponse(Kind kind) {
        UUID token = intent(kind, token());
        journal.add(new Response(token, ++clock, 1, 200, null, false, "-"));
        return token;
    }

    private void retried(UUID token, UUID contact, boolean created) {
        journal.add(new Intent(token, ++clock, 2, 1, Kind.MESSAGE, "+1"));
        journal.add(new Response(token, ++clock, 2, 200, contact, created, "-"));
    }

    private void readBack(UUID token, boolean found) {
        journal.add(new ReadBack(token, ++clock, 0, "transcript", found));
    }
}
