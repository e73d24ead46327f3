/** What the phones of customers would show. */
@NullMarked
package dev.contactsimulator.delivery.sms;

import org.jspecify.annotations.NullMarked;
