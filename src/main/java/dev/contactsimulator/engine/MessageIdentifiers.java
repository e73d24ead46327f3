package dev.contactsimulator.engine;

import dev.contactsimulator.aws.protocol.RequestIds;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids for Axon's messages, of which each command needs three: from the source of request ids, instead of one that all
 * threads queue for. Found by Axon through {@code META-INF/services}.
 */
public final class MessageIdentifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return RequestIds.next();
    }
}
