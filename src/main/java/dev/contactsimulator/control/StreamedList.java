package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.StreamedBody;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A list that is written entry by entry as it is read.
 *
 * @param contactId the contact that the list belongs to, or null
 * @param name of the member that has the entries
 * @param onWire an entry as it is written
 * @param nextToken to be given for the next page; null on the last. Asked for behind the last entry
 */
record StreamedList<T>(
        @Nullable String contactId,
        String name,
        Iterator<T> entries,
        Function<T, Object> onWire,
        Supplier<@Nullable String> nextToken)
        implements StreamedBody {

    @Override
    public void writeTo(JsonGenerator json) {
        json.writeStartObject();
        if (contactId != null) json.writeStringProperty("contactId", contactId);
        json.writeArrayPropertyStart(name);
        while (entries.hasNext()) json.writePOJO(onWire.apply(entries.next()));
        json.writeEndArray();
        String next = nextToken.get();
        if (next != null) json.writeStringProperty("nextToken", next);
        json.writeEndObject();
    }
}
