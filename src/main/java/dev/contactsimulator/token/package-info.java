/**
 * Tokens that the simulator hands out: for participants, connections, WebSocket URLs and files. They are signed with keys
 * derived from the installation's secret, so each node checks them without a query; none is ever stored.
 */
@NullMarked
package dev.contactsimulator.token;

import org.jspecify.annotations.NullMarked;
