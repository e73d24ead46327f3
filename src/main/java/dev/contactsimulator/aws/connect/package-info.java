/** The operations of Amazon Connect (service {@code connect}, 2017-08-08): one class for each group of operations. */
@NullMarked
package dev.contactsimulator.aws.connect;

import org.jspecify.annotations.NullMarked;
