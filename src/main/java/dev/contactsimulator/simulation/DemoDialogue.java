package dev.contactsimulator.simulation;

import java.util.Locale;

/** What the demo bot says. */
final class DemoDialogue {

    static String replyTo(String message) {
        return switch (normalized(message)) {
            case "hello", "hi", "hey" -> "Hello, I am the demo bot. Write order, hours or bye.";
            case "order" -> "Your order 1042 is on its way and arrives tomorrow.";
            case "hours" -> "We are open from 9 to 17, Monday to Friday.";
            case "bye" -> "Goodbye.";
            default -> "I know three words: order, hours and bye.";
        };
    }

    static boolean isGoodbye(String message) {
        return normalized(message).equals("bye");
    }

    private static String normalized(String message) {
        return message.strip().toLowerCase(Locale.ROOT);
    }

    private DemoDialogue() {}
}
