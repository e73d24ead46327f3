package dev.contactsimulator.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs searches. A search examines a bounded number of candidates. When it has examined all and its page is not full, the
 * page ends there, and the next one goes on behind the last candidate.
 */
final class ContactSearches {

    private final SearchConnections connections;
    private final SearchBounds bounds;

    ContactSearches(SearchConnections connections, SearchBounds bounds) {
        this.connections = connections;
        this.bounds = bounds;
    }

    /** @throws InvalidPageToken if the page token is not one of this search */
    ContactPage run(ContactSearch search) {
        PageToken last = search.pageToken() == null ? null : PageToken.of(search.pageToken(), search);
        return connections.use(jdbc -> run(search, last, jdbc));
    }

    private ContactPage run(ContactSearch search, @Nullable PageToken last, JdbcTemplate jdbc) {
        Candidates candidates = candidates(search, jdbc);
        Sql matching = Sql.allOf(
                search.criteria().stream().map(CriterionSql::condition).toList());
        List<ContactRow> rows = query(
                jdbc,
                Sql.format(
                        "select " + ContactRows.NAMES + " from (%s) contact where %s limit " + (search.limit() + 1),
                        candidates.rows(last),
                        matching),
                ContactRows::row);
        boolean full = rows.size() > search.limit();
        List<ContactRow> shown = full ? rows.subList(0, search.limit()) : rows;
        Optional<PageToken> next = full
                ? Optional.of(PageToken.behind(shown.getLast(), search))
                : candidates.end(last).flatMap(end -> endOf(search, end, jdbc));
        long total = last == null && !full ? rows.size() : count(jdbc, candidates, matching);
        return new ContactPage(shown, next.map(PageToken::text).orElse(null), total);
    }

    /** The contacts of the criterion that the fewest meet, or those that are next in the order if many meet each. */
    private Candidates candidates(ContactSearch search, JdbcTemplate jdbc) {
        List<Sql> ids = search.required().stream()
                .map(CriterionSql::ids)
                .flatMap(Optional::stream)
                .toList();
        if (ids.isEmpty()) return CandidateWalk.of(search, bounds);
        List<Sql> each = ids.stream()
                .map(query ->
                        Sql.format("(select count(*) from (%s limit " + (bounds.scattered() + 1) + ") found)", query))
                .toList();
        Sql all = Sql.format("select unnest(array[%s])", Sql.join(", ", each));
        List<Long> counts = query(jdbc, all, row -> row.getLong(1));
        long fewest = Collections.min(counts);
        return fewest <= bounds.scattered()
                ? new FewCandidates(search.order(), ids.get(counts.indexOf(fewest)))
                : CandidateWalk.of(search, bounds);
    }

    private static Optional<PageToken> endOf(ContactSearch search, Sql end, JdbcTemplate jdbc) {
        return query(
                        jdbc,
                        end,
                        row -> PageToken.of(
                                search,
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getObject("contact_id", UUID.class)))
                .stream()
                .findFirst();
    }

    private static long count(JdbcTemplate jdbc, Candidates candidates, Sql matching) {
        Sql counted = Sql.format(
                "select count(*) from (select from (%s) contact where %s limit " + ContactPage.MAX_TOTAL + ") found",
                candidates.rows(null),
                matching);
        return query(jdbc, counted, row -> row.getLong(1)).getFirst();
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> query(JdbcTemplate jdbc, Sql sql, Row<T> result) {
        return jdbc.query(
                sql.text(), (row, number) -> result.of(row), sql.values().toArray());
    }
}
