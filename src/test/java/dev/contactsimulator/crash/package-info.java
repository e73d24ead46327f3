/**
 * Shows that nothing that was acknowledged is ever lost, doubled or put in another order, whatever fails: clients
 * with journals, something that injects faults, a reader of the log's tail, and a checker that compares what they saw with what is
 * in the tables. The program under test runs in processes of its own, and so does PostgreSQL.
 */
@NullMarked
package dev.contactsimulator.crash;

import org.jspecify.annotations.NullMarked;
