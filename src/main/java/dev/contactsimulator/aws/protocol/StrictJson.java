package dev.contactsimulator.aws.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads the body of a request, in one pass and strictly (RFC 8259): UTF-8 only, one object, no comments, no NaN, no
 * name twice in one object, nothing after the end. A byte order mark is ignored, as section 8.1 allows.
 *
 * <p>Objects become maps, arrays lists, texts {@code String}, numbers {@code Long} if they are whole and fit, else
 * {@code Double}. A null member stays in its map: in a structure it is absent, in a map of the model it is an error.
 */
final class StrictJson {

    /** How deep objects and arrays may be nested; the deepest request of Amazon Connect has less than ten. */
    static final int MAX_DEPTH = 64;

    /** The objects of a value and its name, without their texts. */
    private static final int VALUE_BYTES = 120;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /**
     * Reads a body; one without any bytes stands for {@code {}}.
     *
     * @param memory hears, in bytes, what is about to be taken; may throw
     * @throws AwsException (SerializationException) if it is not what the class says
     */
    static Map<String, @Nullable Object> readObject(byte[] body, LongConsumer memory) {
        if (body.length == 0) return Map.of();
        memory.accept(2L * body.length);
        requireUtf8(body);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw AwsException.serialization("The body of the request must be a JSON object.");
            }
            Map<String, @Nullable Object> members = object(parser, memory);
            if (parser.nextToken() != null) throw AwsException.serialization("The body goes on after its JSON object.");
            return members;
        } catch (JacksonException notJson) {
            throw AwsException.serialization("The body of the request is not valid JSON.");
        }
    }

    /** Jackson guesses UTF-16 and UTF-32 from zero bytes and lets overlong forms pass, so this comes first. */
    private static void requireUtf8(byte[] body) {
        for (byte b : body) {
            if (b <= 0) {
                requireDecodable(body);
                return;
            }
        }
    }

    private static void requireDecodable(byte[] body) {
        for (byte b : body) {
            if (b == 0) throw AwsException.serialization("The body of the request is not valid JSON in UTF-8.");
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw AwsException.serialization("The body of the request is not valid UTF-8.");
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, LongConsumer memory) {
        Map<String, @Nullable Object> members = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            TextRules.requireStorable(name);
            int before = members.size();
            members.put(name, value(parser, parser.nextToken(), memory));
            if (members.size() == before) {
                throw AwsException.serialization("An object of the body has the same name twice.");
            }
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser, LongConsumer memory) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token, memory));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, LongConsumer memory) {
        memory.accept(VALUE_BYTES);
        return switch (token) {
            case VALUE_STRING -> TextRules.requireStorable(parser.getString());
            case START_OBJECT -> object(parser, memory);
            case START_ARRAY -> array(parser, memory);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static Number whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getDoubleValue();
        };
    }

    private StrictJson() {}
}
