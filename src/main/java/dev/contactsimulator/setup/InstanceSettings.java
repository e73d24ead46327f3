package dev.contactsimulator.setup;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The ids of the instance and of its default flow, for tests that have them in their configuration. Several nodes on one
 * database need the same. Contacts keep the instance that they began in.
 *
 * @param instanceId the id of the instance (generated at the first start)
 * @param flowId the id of the flow that chats start with (generated at the first start)
 */
@ConfigurationProperties("simulator.connect")
record InstanceSettings(@Nullable UUID instanceId, @Nullable UUID flowId) {

    UUID instanceIdOr(UUID generated) {
        return instanceId == null ? generated : instanceId;
    }

    UUID flowIdOr(UUID generated) {
        return flowId == null ? generated : flowId;
    }
}
