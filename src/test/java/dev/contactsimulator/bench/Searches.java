package dev.contactsimulator.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of SearchContacts, of every kind, for what {@link StoredContacts} has stored. */
record Searches(String instance, Instant now) {

    private static final List<String> SORT_FIELDS =
            List.of("INITIATION_TIMESTAMP", "DISCONNECT_TIMESTAMP", "EXPIRY_TIMESTAMP", "CHANNEL");

    Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("no criteria, 8 weeks", initiated(""));
        bodies.put("initiated within a day", body("INITIATION_TIMESTAMP", 20, 1, ""));
        bodies.put("initiated within a minute", bodyOfSeconds("INITIATION_TIMESTAMP", 20 * 86_400, 60, ""));
        bodies.put("initiated before all contacts", body("INITIATION_TIMESTAMP", 100, 10, ""));
        bodies.put("ended, 8 weeks", body("DISCONNECT_TIMESTAMP", 55, 56, ""));
        bodies.put("ended within a day", body("DISCONNECT_TIMESTAMP", 20, 1, ""));
        bodies.put("enqueued (none)", body("ENQUEUE_TIMESTAMP", 55, 56, ""));
        for (String field : SORT_FIELDS) {
            for (String order : List.of("ASCENDING", "DESCENDING")) {
                String sort = "\"Sort\":{\"FieldName\":\"" + field + "\",\"Order\":\"" + order + "\"}";
                bodies.put("by " + field + " " + order, initiated("," + sort));
                bodies.put("gold, by " + field + " " + order, initiated("," + sort + criteria(tier("gold"))));
                bodies.put("one day, by " + field + " " + order, body("INITIATION_TIMESTAMP", 20, 1, "," + sort));
            }
        }
        bodies.put("ended within a day, by DISCONNECT_TIMESTAMP", body("DISCONNECT_TIMESTAMP", 20, 1, """
                ,"Sort":{"FieldName":"DISCONNECT_TIMESTAMP","Order":"DESCENDING"}"""));
        bodies.put("channel CHAT, method API", initiated(criteria("""
                "Channels":["CHAT"],"InitiationMethods":["API"]""")));
        bodies.put("channel VOICE (none)", initiated(criteria("\"Channels\":[\"VOICE\"]")));
        bodies.put("agents and queues (none)", initiated(criteria("\"AgentIds\":[\"a\"],\"QueueIds\":[\"q\"]")));
        bodies.put("name (none)", initiated(criteria("""
                "Name":{"SearchText":["x"],"MatchType":"MATCH_ANY"}""")));
        bodies.put(
                "customerId, one contact",
                initiated(criteria(attributes("MATCH_ALL", pair("customerId", "c-500000")))));
        bodies.put("customerId, 20 contacts", initiated(criteria(attributes("MATCH_ALL", customers(20)))));
        bodies.put("few: 100 contacts", initiated(criteria(attributes("MATCH_ALL", pair("few", "yes")))));
        bodies.put("some: 5,000 contacts", initiated(criteria(attributes("MATCH_ALL", pair("some", "yes")))));
        bodies.put("unknown attribute (none)", initiated(criteria(attributes("MATCH_ALL", pair("none", "yes")))));
        bodies.put("key tier, any value (all)", initiated(criteria(attributes("MATCH_ALL", pair("tier")))));
        bodies.put(
                "gold or silver (all)", initiated(criteria(attributes("MATCH_ALL", pair("tier", "gold", "silver")))));
        bodies.put(
                "gold and few", initiated(criteria(attributes("MATCH_ALL", pair("tier", "gold"), pair("few", "yes")))));
        bodies.put(
                "gold and year (half)",
                initiated(criteria(attributes("MATCH_ALL", pair("tier", "gold"), pair("plan", "year")))));
        bodies.put(
                "gold and month (none)",
                initiated(criteria(attributes("MATCH_ALL", pair("tier", "gold"), pair("plan", "month")))));
        bodies.put(
                "gold or few", initiated(criteria(attributes("MATCH_ANY", pair("tier", "gold"), pair("few", "yes")))));
        bodies.put(
                "neither gold nor silver (none)",
                initiated(criteria(attributes("MATCH_NONE", pair("tier", "gold"), pair("tier", "silver")))));
        bodies.put("not few (nearly all)", initiated(criteria(attributes("MATCH_NONE", pair("few", "yes")))));
        bodies.put("subtype WhatsApp", initiated(criteria(segment("connect:WhatsApp"))));
        bodies.put("subtype unknown (none)", initiated(criteria(segment("connect:Guide"))));
        bodies.put("tag blue", initiated(criteria(tag("team", "blue"))));
        bodies.put("tag green (none)", initiated(criteria(tag("team", "green"))));
        bodies.put("tag of another instance (none)", initiated(criteria(tag("aws:connect:instanceId", "x"))));
        bodies.put(
                "blue, WhatsApp, gold, one day",
                body(
                        "INITIATION_TIMESTAMP",
                        20,
                        1,
                        criteria(tag("team", "blue") + "," + segment("connect:WhatsApp") + "," + tier("gold"))));
        bodies.put("15 attributes of 20 values (none)", initiated(criteria(attributes("MATCH_ALL", manyPairs()))));
        return bodies;
    }

    private String initiated(String more) {
        return body("INITIATION_TIMESTAMP", 55, 56, more);
    }

    /** @param start days ago; @param length in days */
    private String body(String type, int start, int length, String more) {
        return bodyOfSeconds(type, start * 86_400L, length * 86_400L, more);
    }

    private String bodyOfSeconds(String type, long start, long length, String more) {
        long from = now.minus(start, ChronoUnit.SECONDS).getEpochSecond();
        return """
                {"InstanceId":"%s","TimeRange":{"Type":"%s","StartTime":%d,"EndTime":%d}%s}""".formatted(instance, type, from, from + length, more);
    }

    private static String criteria(String members) {
        return ",\"SearchCriteria\":{" + members + "}";
    }

    private static String tier(String value) {
        return attributes("MATCH_ALL", pair("tier", value));
    }

    private static String attributes(String matchType, String... pairs) {
        return "\"SearchableContactAttributes\":{\"MatchType\":\"" + matchType + "\",\"Criteria\":["
                + String.join(",", pairs) + "]}";
    }

    private static String segment(String subtype) {
        return "\"SearchableSegmentAttributes\":{\"Criteria\":[" + pair("connect:Subtype", subtype) + "]}";
    }

    private static String tag(String key, String value) {
        return "\"ContactTags\":{\"TagCondition\":{\"TagKey\":\"" + key + "\",\"TagValue\":\"" + value + "\"}}";
    }

    private static String pair(String key, String... values) {
        return "{\"Key\":\"" + key + "\",\"Values\":["
                + String.join(
                        ",",
                        List.of(values).stream()
                                .map(value -> "\"" + value + "\"")
                                .toList()) + "]}";
    }

    private static String customers(int number) {
        String[] values = new String[number];
        for (int i = 0; i < number; i++) values[i] = "c-" + (100_000 + i * 1_000);
        return pair("customerId", values);
    }

    private static String[] manyPairs() {
        String[] pairs = new String[15];
        for (int i = 0; i < pairs.length; i++) {
            String[] values = new String[20];
            for (int j = 0; j < values.length; j++) values[j] = i % 2 == 0 && j == 0 ? "gold" : i + "-" + j;
            pairs[i] = pair(i % 2 == 0 ? "tier" : "plan", values);
        }
        return pairs;
    }
}
