/** The program: puts the packages together and starts them. */
@NullMarked
package dev.contactsimulator;

import org.jspecify.annotations.NullMarked;
