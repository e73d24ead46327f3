package dev.contactsimulator.aws.connect;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often an operation may be called (Admin Guide, "Amazon Connect API throttling quotas").
 *
 * @param rate calls a second in the long run
 * @param burst calls at once
 */
record CallQuota(double rate, int burst) {

    /** Of all operations that have no quota of their own. */
    static final CallQuota DEFAULT = new CallQuota(2, 5);

    private static final CallQuota CHATS = new CallQuota(5, 8);
    private static final CallQuota CONTACTS = new CallQuota(10, 15);
    private static final CallQuota TAGS = new CallQuota(20, 25);
    private static final CallQuota MESSAGES = new CallQuota(10, 15);
    private static final CallQuota TRANSCRIPTS = new CallQuota(8, 12);

    static final Map<String, CallQuota> OF_OPERATIONS = Map.ofEntries(
            entry("SendChatIntegrationEvent", new CallQuota(17, 26)),
            entry("StartChatContact", CHATS),
            entry("StartContactStreaming", CHATS),
            entry("StopContactStreaming", CHATS),
            entry("CreateParticipant", CHATS),
            entry("UpdateParticipantRoleConfig", CHATS),
            entry("CreatePersistentContactAssociation", CHATS),
            entry("GetContactAttributes", CONTACTS),
            entry("UpdateContactAttributes", CONTACTS),
            entry("DescribeContact", CONTACTS),
            entry("StopContact", CONTACTS),
            entry("UpdateContact", CONTACTS),
            entry("ListContactReferences", CONTACTS),
            entry("TagContact", TAGS),
            entry("UntagContact", TAGS),
            entry("SearchContacts", new CallQuota(0.5, 1)),
            entry("SendMessage", MESSAGES),
            entry("SendEvent", MESSAGES),
            entry("GetTranscript", TRANSCRIPTS),
            entry("GetAttachment", TRANSCRIPTS),
            entry("CreateParticipantConnection", new CallQuota(6, 9)),
            entry("DisconnectParticipant", new CallQuota(3, 5)),
            entry("StartAttachmentUpload", DEFAULT),
            entry("CompleteAttachmentUpload", DEFAULT));

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)/(\\d{1,6})");

    /**
     * @param text like {@code 17/26}: the rate, a slash, the burst
     * @throws IllegalArgumentException if it is not, or one of them is 0
     */
    static CallQuota parse(String text) {
        Matcher quota = TEXT.matcher(text);
        if (quota.matches()) {
            double rate = Double.parseDouble(quota.group(1));
            int burst = Integer.parseInt(quota.group(2));
            if (rate > 0 && burst > 0) return new CallQuota(rate, burst);
        }
        throw new IllegalArgumentException("a quota is a rate and a burst above 0, such as 17/26");
    }
}
