package dev.contactsimulator.setup;

import java.util.UUID;

/** The flow that a resource is bound to (AssociateFlow). */
public record FlowAssociation(Resource resource, UUID instanceId, UUID flowId) {

    /** "FlowAssociationResourceType" */
    public enum ResourceType {
        SMS_PHONE_NUMBER,
        INBOUND_EMAIL,
        OUTBOUND_EMAIL,
        ANALYTICS_CONNECTOR,
        WHATSAPP_MESSAGING_PHONE_NUMBER
    }

    /**
     * What is bound. It is bound once in the installation.
     *
     * @param id of a phone number: what chats have as DestinationId
     */
    public record Resource(String id, ResourceType type) {}
}
