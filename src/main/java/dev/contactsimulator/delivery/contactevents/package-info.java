/** Contact events to Amazon EventBridge (Admin Guide, "Contact events"). */
@NullMarked
package dev.contactsimulator.delivery.contactevents;

import org.jspecify.annotations.NullMarked;
