package dev.contactsimulator.eventlog;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.function.Predicate;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the log writes records as JSON. The same record always gives the same bytes: components in the order of the
 * record, keys of maps and members of sets sorted, instants as ISO 8601, what is null left out. When reading, members
 * that the record does not have are passed over.
 *
 * <p>Events, requests and responses share one pool of buffers. Requests are virtual threads, so buffers of a thread would
 * never be used again; and Jackson's default pools keep what the most requests at one time ever needed.
 */
public final class CanonicalJson {

    /** @param isEvent tells a record that is an object although it has one component only */
    static JsonMapper mapper(Predicate<Class<?>> isEvent) {
        return JsonMapper.builder(JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                        .build())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                .annotationIntrospector(AnnotationIntrospector.pair(
                        new RecordIntrospector(isEvent), new JacksonAnnotationIntrospector()))
                .build();
    }

    /** For records that are not events: one of one component is written as that component. */
    public static JsonMapper mapper() {
        return mapper(type -> false);
    }

    private CanonicalJson() {}
}
