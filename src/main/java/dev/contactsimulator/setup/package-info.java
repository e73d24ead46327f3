/**
 * What users set up: instances, flows, phone numbers, and what is bound to which flow. It is configuration, kept in plain
 * tables beside the log.
 */
@NullMarked
package dev.contactsimulator.setup;

import org.jspecify.annotations.NullMarked;
