package dev.contactsimulator.eventlog;

/**
 * One continuous course of the log, as a node knows it. It ends when the log is reset, and when the log goes back because a
 * database server was lost with events that its standby did not have. What was decided on a timeline is never appended to
 * the next.
 *
 * @param epoch counts the resets, in the database
 * @param setbacks how many times this node has seen the log go back
 */
public record Timeline(int epoch, int setbacks) {}
