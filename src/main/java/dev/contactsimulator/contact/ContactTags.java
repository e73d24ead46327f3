package dev.contactsimulator.contact;

import java.util.Map;

/** The rules of a contact's tags (TagContact, "Tags"). */
final class ContactTags {

    /** The tags that a contact can have from its users, AWS's own not counted. */
    static final int MAX = 6;

    /** @throws ContactRejection if the contact would have too many */
    static Map<String, String> add(Map<String, String> current, Map<String, String> tags) {
        Map<String, String> all = Pairs.with(current, tags);
        if (all.size() > MAX) {
            throw new ContactRejection(ContactRejection.Kind.INVALID_STATE, "A contact can have at most 6 tags.");
        }
        return all;
    }

    private ContactTags() {}
}
