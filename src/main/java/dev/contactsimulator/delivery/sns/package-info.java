/** Items to the SNS topics of a contact (Admin Guide, "Enable real-time chat message streaming"). */
@NullMarked
package dev.contactsimulator.delivery.sns;

import org.jspecify.annotations.NullMarked;
