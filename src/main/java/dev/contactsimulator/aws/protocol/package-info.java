/**
 * The REST-JSON protocol of AWS, for all services on one port: which operation a request is for, decoding, constraints,
 * errors, request ids, the scope of credentials. It knows no operation and no domain: those come as {@link
 * dev.contactsimulator.aws.protocol.Operations} and {@link dev.contactsimulator.aws.protocol.ErrorMapping}.
 */
@NullMarked
package dev.contactsimulator.aws.protocol;

import org.jspecify.annotations.NullMarked;
