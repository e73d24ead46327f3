package dev.contactsimulator.aws.protocol;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** JSON within a text of a request: the content of some messages and of receipts. */
public final class JsonText {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    /** Whether the text is one JSON value and nothing else. */
    public static boolean isValid(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) return false;
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (JacksonException notJson) {
            return false;
        }
    }

    /** The text of a member, if the text is a JSON object that has it as a string, and nothing else. */
    public static Optional<String> stringMember(String text, String name) {
        if (!isValid(text)) return Optional.empty();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            String found = null;
            for (String member = parser.nextName(); member != null; member = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (member.equals(name)) found = value == JsonToken.VALUE_STRING ? parser.getString() : null;
                parser.skipChildren();
            }
            return Optional.ofNullable(found);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private JsonText() {}
}
