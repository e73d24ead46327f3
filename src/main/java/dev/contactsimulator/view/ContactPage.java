package dev.contactsimulator.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the contacts that a search found. A page that is not full, even an empty one, is the last one only if it has no
 * token: a page ends as well when so many contacts were examined for it that the next ones are left to the next page.
 *
 * @param nextToken finds the page after this one, or null if this is the last
 * @param totalCount how many the search found on all pages, {@value #MAX_TOTAL} at most and among the contacts that are
 *     examined for the first page (SearchContacts, "TotalCount")
 */
public record ContactPage(
        List<ContactRow> contacts, @Nullable String nextToken, long totalCount) {

    public static final int MAX_TOTAL = 1_000;
}
