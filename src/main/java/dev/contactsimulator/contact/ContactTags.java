package dev.contactsimulator.contact;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rules of a contact's tags (TagContact, "Tags"). */
final class ContactTags {

    /** The tags that a contact can have from its users, AWS's own not counted. */
    static final int MAX = 6;

    static Map<String, String> add(Map<String, String> current, Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(current);
        all.putAll(tags);
        if (all.size() > MAX) {
            throw new ContactRejection(ContactRejection.Kind.INVALID_STATE, "A contact can have at most 6 tags.");
        }
        return Map.copyOf(all);
    }

    static Map<String, String> remove(Map<String, String> current, Set<String> keys) {
        Map<String, String> rest = new HashMap<>(current);
        rest.keySet().removeAll(keys);
        return Map.copyOf(rest);
    }

    private ContactTags() {}
}
