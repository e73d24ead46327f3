package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.Length;
import org.jspecify.annotations.Nullable;

/** A query parameter of a route: its name, what it is for, and what it takes. It is declared once and read by that declaration. */
sealed interface Parameter {

    String name();

    /** What it is for, in one line. */
    String summary();

    /** A whole number. */
    record Whole(String name, String summary, long min, long max) implements Parameter {

        private static final Length DIGITS = Length.between(1, 20);

        /** @throws dev.contactsimulator.aws.protocol.AwsException if it is there but no number within the bounds */
        @Nullable
        Long in(AwsRequest request) {
            String text = request.parameter(name, DIGITS);
            if (text == null) return null;
            try {
                long number = Long.parseLong(text);
                if (number >= min && number <= max) return number;
            } catch (NumberFormatException notANumber) {
                throw SimulatorRoute.invalid(name + " must be a whole number.");
            }
            throw SimulatorRoute.invalid("%s must be between %d and %d.".formatted(name, min, max));
        }

        long in(AwsRequest request, long defaultValue) {
            Long number = in(request);
            return number == null ? defaultValue : number;
        }
    }

    /** How many entries a page has at most: 1 to {@code max}, and {@code max} unless it is given. */
    record Limit(int max) implements Parameter {

        private static final String NAME = "limit";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String summary() {
            return "the most entries of a page";
        }

        int in(AwsRequest request) {
            return (int) new Whole(NAME, summary(), 1, max).in(request, max);
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(String name, String summary) implements Parameter {

        /** @throws dev.contactsimulator.aws.protocol.AwsException if it is neither */
        @Nullable
        Boolean in(AwsRequest request) {
            return switch (request.parameter(name, Length.any())) {
                case null -> null;
                case "true" -> true;
                case "false" -> false;
                default -> throw SimulatorRoute.invalid(name + " must be true or false.");
            };
        }
    }

    /** Any text, unless {@code length} bounds it. */
    record Text(String name, String summary, Length length) implements Parameter {

        Text(String name, String summary) {
            this(name, summary, Length.any());
        }

        @Nullable
        String in(AwsRequest request) {
            return request.parameter(name, length);
        }
    }

    /** Where the next page begins: every list takes the {@code nextToken} that its last page gave. */
    static Text nextToken() {
        return new Text("nextToken", "the nextToken of the page before");
    }
}
