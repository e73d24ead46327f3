package dev.contactsimulator.aws.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of what is set up.
 *
 * @param nextToken names the last element, behind which the next page begins; null on the last page
 */
record Page<T>(List<T> elements, @Nullable String nextToken) {

    /**
     * Where a page begins and how long it is.
     *
     * @param invalidToken the error that the operation models for a token that no page had
     */
    record Range(int maxResults, @Nullable String nextToken, ErrorType invalidToken) {}

    /**
     * @param key what the list is sorted by, other for each element
     * @throws AwsException if the token is not one of a list
     */
    static <T> Page<T> of(Collection<T> all, Function<T, String> key, Range range) {
        String last = range.nextToken() == null ? "" : decoded(range.nextToken(), range.invalidToken());
        List<T> rest = all.stream()
                .filter(element -> key.apply(element).compareTo(last) > 0)
                .sorted(Comparator.comparing(key))
                .limit(range.maxResults() + 1L)
                .toList();
        if (rest.size() <= range.maxResults()) return new Page<>(rest, null);
        List<T> page = rest.subList(0, range.maxResults());
        return new Page<>(page, encoded(key.apply(page.getLast())));
    }

    <R> List<R> map(Function<T, R> member) {
        return elements.stream().map(member).toList();
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    private static String decoded(String token, ErrorType invalidToken) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(token), UTF_8);
            if (!key.isEmpty() && encoded(key).equals(token)) return key;
        } catch (IllegalArgumentException notBase64) {
            throw ConnectErrors.invalidNextToken(invalidToken);
        }
        throw ConnectErrors.invalidNextToken(invalidToken);
    }
}
