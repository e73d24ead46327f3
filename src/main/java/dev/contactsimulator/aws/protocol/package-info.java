/**
 * The REST-JSON protocol of AWS, for all services on one port: which operation a request is for, decoding, constraints,
 * errors, request ids, the scope of credentials. The operations themselves are in the packages below.
 */
@NullMarked
package dev.contactsimulator.aws.protocol;

import org.jspecify.annotations.NullMarked;
