package dev.contactsimulator.contact;

/** What a DestinationId is bound to: an instance, its Region, and the flow that its chats start with. */
public record Destination(String region, String instanceId, String flowId) {}
