package dev.contactsimulator.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the contacts that a search found.
 *
 * @param nextToken finds the page after this one, or null if this is the last
 * @param totalCount how many the search found on all pages, 10,000 at most (SearchContacts, "TotalCount")
 */
public record ContactPage(
        List<ContactRow> contacts, @Nullable String nextToken, long totalCount) {

    public static final long MAX_TOTAL = 10_000;
}
