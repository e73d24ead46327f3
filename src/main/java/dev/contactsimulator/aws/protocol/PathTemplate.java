package dev.contactsimulator.aws.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path with labels, such as {@code /contacts/{InstanceId}/{ContactId}}, that is matched against the path as it was
 * sent, still percent-encoded: an ARN in a label has slashes, encoded as {@code %2F}, that separate nothing.
 */
final class PathTemplate {

    private final String text;
    private final String[] segments;
    private final int labels;

    private PathTemplate(String text, String[] segments, int labels) {
        this.text = text;
        this.segments = segments;
        this.labels = labels;
    }

    static PathTemplate of(String text) {
        String[] segments = text.substring(1).split("/");
        int labels = 0;
        for (String segment : segments) {
            if (isLabel(segment)) labels++;
        }
        return new PathTemplate(text, segments, labels);
    }

    boolean hasLabels() {
        return labels > 0;
    }

    /** The raw values of the labels, or null if the path is another one. No label is empty. */
    @Nullable
    Map<String, String> match(String rawPath) {
        Map<String, String> values = HashMap.newHashMap(labels);
        int from = 1;
        for (int i = 0; i < segments.length; i++) {
            int to = rawPath.indexOf('/', from);
            boolean last = i == segments.length - 1;
            if (last != (to < 0)) return null;
            if (last) to = rawPath.length();
            String segment = segments[i];
            if (isLabel(segment)) {
                if (to == from) return null;
                values.put(segment.substring(1, segment.length() - 1), rawPath.substring(from, to));
            } else if (segment.length() != to - from || !rawPath.startsWith(segment, from)) {
                return null;
            }
            from = to + 1;
        }
        return values;
    }

    private static boolean isLabel(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return text;
    }
}
