package dev.contactsimulator.aws.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values of an enum of the model, by name. */
public record Enumeration<E extends Enum<E>>(Map<String, E> values, String constraint) {

    public static <E extends Enum<E>> Enumeration<E> of(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String names = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ", "[", "]"));
        return new Enumeration<>(
                Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity())),
                "Member must satisfy enum value set: " + names);
    }
}
