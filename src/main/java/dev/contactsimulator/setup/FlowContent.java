package dev.contactsimulator.setup;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the content of a flow may be. It is stored as it is. */
public final class FlowContent {

    /** In code points (CreateContactFlow, "Content"). */
    public static final int MAX_LENGTH = 256_000;

    /** What is wrong with a content, in one sentence. */
    public static Optional<String> problem(String content) {
        if (content.codePointCount(0, content.length()) > MAX_LENGTH) {
            return Optional.of("The content has more than " + MAX_LENGTH + " characters.");
        }
        try {
            return JsonMapper.shared().readTree(content).isObject()
                    ? Optional.empty()
                    : Optional.of("The content is not a JSON object.");
        } catch (JacksonException notJson) {
            return Optional.of("The content is not valid JSON.");
        }
    }

    /** Its SHA-256 in hexadecimal digits. */
    public static String sha256(String content) {
        return OwnInstance.sha256(content);
    }

    private FlowContent() {}
}
