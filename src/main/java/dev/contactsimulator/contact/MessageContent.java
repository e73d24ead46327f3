package dev.contactsimulator.contact;

/** The content of a message: a content type and at most 16,384 code points. Never logged, never echoed in an error. */
public record MessageContent(String contentType, String content) {

    @Override
    public String toString() {
        return "MessageContent[" + contentType + ", " + content.length() + " chars]";
    }
}
