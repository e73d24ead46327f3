package dev.contactsimulator.eventlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.util.StdConverter;

/**
 * What Jackson needs to know about the records of the domain, which has no annotations for it: a record of one component
 * is written as that component (so {@code ContactId} is a string), and a set in its natural order, so that equal events
 * give equal bytes.
 */
final class RecordIntrospector extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private final transient Predicate<Class<?>> isEvent;

    RecordIntrospector(Predicate<Class<?>> isEvent) {
        this.isEvent = isEvent;
    }

    @Override
    public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated member) {
        return member instanceof AnnotatedMethod method
                        && isWrapper(method.getDeclaringClass())
                        && method.getName()
                                .equals(method.getDeclaringClass()
                                        .getRecordComponents()[0]
                                        .getName())
                ? Boolean.TRUE
                : null;
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated member) {
        return member instanceof AnnotatedConstructor constructor && isWrapper(constructor.getDeclaringClass())
                ? JsonCreator.Mode.DELEGATING
                : null;
    }

    @Override
    public @Nullable Object findSerializationConverter(MapperConfig<?> config, Annotated member) {
        return Set.class.isAssignableFrom(member.getRawType()) ? new Sorted() : null;
    }

    private boolean isWrapper(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1 && !isEvent.test(type);
    }

    private static final class Sorted extends StdConverter<Set<?>, List<?>> {

        @Override
        public List<?> convert(Set<?> set) {
            List<?> sorted = new ArrayList<>(set);
            sorted.sort(null);
            return sorted;
        }
    }
}
