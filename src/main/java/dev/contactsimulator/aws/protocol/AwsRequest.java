package dev.contactsimulator.aws.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request whose operation is known: its labels, its query parameters, the members of its body. */
public final class AwsRequest {

    private final Map<String, String> rawLabels;
    private final Query query;
    private final Headers headers;
    private final Violations violations = new Violations();
    private final Members body;
    private final @Nullable RequestContent content;

    /** The headers of a request, by name in any case. */
    @FunctionalInterface
    interface Headers {
        @Nullable
        String get(String name);
    }

    /** @param content null for a request that has none */
    AwsRequest(
            Map<String, String> rawLabels,
            Query query,
            Headers headers,
            Map<String, @Nullable Object> body,
            @Nullable RequestContent content) {
        this.rawLabels = rawLabels;
        this.query = query;
        this.headers = headers;
        this.body = new Members(body, "", violations);
        this.content = content;
    }

    public Members body() {
        return body;
    }

    /** The body of a request whose route is for files. */
    public RequestContent content() {
        return Objects.requireNonNull(content);
    }

    /** A label of the path, decoded. */
    public String label(String name, Length length) {
        String text = PercentEncoding.decode(Objects.requireNonNull(rawLabels.get(name), name));
        if (!length.allows(text)) violations.add('/' + name, length.constraint());
        return text;
    }

    /** A header that is not a member of the request. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** A header that is a member of the request. */
    public String requiredHeader(String name, Length length) {
        String value = headers.get(name);
        if (value == null) {
            violations.add('/' + name, "Member must not be null");
            return "";
        }
        if (!length.allows(value)) violations.add('/' + name, length.constraint());
        return value;
    }

    /** A label of the path that is a constant of the model; null only if a violation has been noted. */
    public <E extends Enum<E>> @Nullable E label(String name, Enumeration<E> enumeration) {
        return constant(name, label(name, Length.any()), enumeration);
    }

    /** The names of all query parameters that were sent. */
    public Set<String> parameterNames() {
        return query.names();
    }

    /** A query parameter; of several with one name the first. */
    public @Nullable String parameter(String name, Length length) {
        List<String> values = query.all(name);
        if (values.isEmpty()) return null;
        if (!length.allows(values.getFirst())) violations.add('/' + name, length.constraint());
        return values.getFirst();
    }

    /** A query parameter that is a constant of the model. */
    public <E extends Enum<E>> @Nullable E parameter(String name, Enumeration<E> enumeration) {
        String value = parameter(name, Length.any());
        return value == null ? null : constant(name, value, enumeration);
    }

    private <E extends Enum<E>> @Nullable E constant(String name, String text, Enumeration<E> enumeration) {
        E constant = enumeration.values().get(text);
        if (constant == null) violations.add('/' + name, enumeration.constraint());
        return constant;
    }

    /** All values of a query parameter that is a list of constants of the model. */
    public <E extends Enum<E>> List<E> parameters(String name, Size size, Enumeration<E> enumeration) {
        List<String> values = query.all(name);
        if (!size.allows(values.size())) violations.add('/' + name, size.constraint());
        List<E> constants = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            E constant = constant(name + '/' + (i + 1), values.get(i), enumeration);
            if (constant != null) constants.add(constant);
        }
        return constants;
    }

    public String requiredParameter(String name, Length length) {
        String value = parameter(name, length);
        if (value != null) return value;
        violations.add('/' + name, "Member must not be null");
        return "";
    }

    /** @throws AwsException (SerializationException) if it is there but no whole number */
    public @Nullable Integer integerParameter(String name, int min, int max) {
        List<String> values = query.all(name);
        if (values.isEmpty()) return null;
        long number;
        try {
            number = Long.parseLong(values.getFirst());
        } catch (NumberFormatException notANumber) {
            throw AwsException.serialization("Value at '/" + name + "' is not a whole number.");
        }
        if (number < min || number > max) {
            violations.add('/' + name, "Member must be between " + min + " and " + max);
            return null;
        }
        return (int) number;
    }

    /** All values of a query parameter that must be there. */
    public List<String> requiredParameters(String name, Size size, Length length) {
        List<String> values = query.all(name);
        if (values.isEmpty()) {
            violations.add('/' + name, "Member must not be null");
        } else if (!size.allows(values.size())) {
            violations.add('/' + name, size.constraint());
        }
        for (int i = 0; i < values.size(); i++) {
            if (!length.allows(values.get(i))) violations.add('/' + name + '/' + (i + 1), length.constraint());
        }
        return values;
    }

    void requireValid(ErrorType invalidValue) {
        if (!violations.isEmpty()) throw new AwsException(invalidValue, violations.message());
    }
}
