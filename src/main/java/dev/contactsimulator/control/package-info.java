/**
 * The simulator's own routes, all below {@code /_simulator/}: is it ready, what is it, what has it recorded, empty it.
 * They speak JSON with names in camel case and times as text; their errors are those of the AWS routes.
 */
@NullMarked
package dev.contactsimulator.control;

import org.jspecify.annotations.NullMarked;
