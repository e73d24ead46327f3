package dev.contactsimulator.aws.protocol;

import tools.jackson.core.JsonGenerator;

/**
 * The body of a response that is written piece by piece, so that a long one is never in memory as a whole. A failure
 * breaks the connection once a part has been sent, so that no client takes the part for the whole.
 */
@FunctionalInterface
public interface StreamedBody {

    /** @param json writes objects as all bodies of the route's service are written */
    void writeTo(JsonGenerator json);
}
