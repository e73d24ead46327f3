package dev.contactsimulator.token;

/** What a token is for. Each purpose has a key of its own, so no token passes for one of another purpose. */
public enum TokenPurpose {
    /** "ParticipantToken" of CreateParticipant and StartChatContact. */
    PARTICIPANT,
    /** "ConnectionToken" of CreateParticipantConnection. */
    CONNECTION,
    /** The URL of a WebSocket. */
    WEBSOCKET,
    /** The URL to which a file is uploaded. */
    ATTACHMENT_UPLOAD,
    /** The URL from which a file is downloaded. */
    ATTACHMENT_DOWNLOAD
}
