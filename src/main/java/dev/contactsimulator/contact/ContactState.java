package dev.contactsimulator.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a contact need of its events so far: {@link ChatContact} as a value.
 *
 * @param latest when the last of the events happened
 * @param messages which of the events are messages: the bit of each sequence, lowest first ({@link java.util.BitSet})
 */
public record ContactState(
        Participant customer,
        List<Participants.Member> participants,
        List<String> streamingEndpointArns,
        Segments segments,
        int attachments,
        List<String> supportedContentTypes,
        Map<String, String> attributes,
        Map<String, String> tags,
        Instant latest,
        Deadlines deadlines,
        @Nullable Instant endedAt,
        byte[] messages) {}
