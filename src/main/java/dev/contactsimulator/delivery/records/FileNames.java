package dev.contactsimulator.delivery.records;

import dev.contactsimulator.delivery.ContactFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The names of the files of a contact, by when it began. */
public record FileNames(String instanceAlias) {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HH:mm").withZone(ZoneOffset.UTC);

    /** As AWS names it. */
    String transcript(ContactFacts contact) {
        return name("ChatTranscripts", contact);
    }

    /** AWS streams records and names no files; this is a choice of ours. */
    String record(ContactFacts contact) {
        return name("ContactRecords", contact);
    }

    private String name(String kind, ContactFacts contact) {
        Instant begun = contact.initiatedAt();
        return "connect/%s/%s/%s/%s_%s_UTC.json"
                .formatted(instanceAlias, kind, FOLDER.format(begun), contact.contactId(), TIME.format(begun));
    }
}
