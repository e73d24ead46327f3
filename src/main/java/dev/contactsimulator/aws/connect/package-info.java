/**
 * The operations of Amazon Connect (service {@code connect}, 2017-08-08): one class for each operation, named
 * after it, and the shapes that several of them share.
 */
@NullMarked
package dev.contactsimulator.aws.connect;

import org.jspecify.annotations.NullMarked;
