/** The operations of the Amazon Connect Participant Service, one file each, named after it. */
@NullMarked
package dev.contactsimulator.aws.participant;

import org.jspecify.annotations.NullMarked;
