package dev.contactsimulator.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A piece of SQL, with the values of its parameters in their order. */
record Sql(String text, List<Object> values) {

    static final Sql TRUE = of("true");
    private static final Sql FALSE = of("false");

    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /**
     * Puts pieces together.
     *
     * @param text with {@code %s} where the next piece belongs
     */
    static Sql format(String text, Sql... pieces) {
        return format(text, List.of(pieces));
    }

    private static Sql format(String text, List<Sql> pieces) {
        List<Object> values = new ArrayList<>();
        pieces.forEach(piece -> values.addAll(piece.values()));
        return new Sql(text.formatted(pieces.stream().map(Sql::text).toArray()), values);
    }

    static Sql allOf(List<Sql> conditions) {
        return conditions.isEmpty() ? TRUE : format("(%s)", join(" and ", conditions));
    }

    static Sql anyOf(List<Sql> conditions) {
        return conditions.isEmpty() ? FALSE : format("(%s)", join(" or ", conditions));
    }

    static Sql join(String between, List<Sql> pieces) {
        return format(String.join(between, Collections.nCopies(pieces.size(), "%s")), pieces);
    }
}
