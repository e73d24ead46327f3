package dev.contactsimulator.chat;

import dev.contactsimulator.database.Installation;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.retry.CallMemory;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatSettings.class)
class ChatConfiguration {

    @Bean
    ContactNumbering contactNumbering(Installation installation) {
        return new ContactNumbering(installation.secret(), installation.unnumberedEpoch());
    }

    @Bean
    LogCurrentContacts currentContacts(EventLog log, ContactNumbering numbering, ChatSettings settings) {
        return new LogCurrentContacts(log, numbering, settings.chats());
    }

    @Bean
    ChatRouter chatRouter(
            ChatContacts contacts, CallMemory calls, ContactNumbering numbering, CurrentContacts currents) {
        return new ChatRouter(contacts, calls, numbering, currents);
    }

    @Bean
    StartedContacts startedContacts(EventLog log, ContactNumbering numbering) {
        return new StartedContacts(log, numbering, UUID::randomUUID);
    }

    @Bean
    Resettable currentContactMemory(LogCurrentContacts currents) {
        return currents::forget;
    }

    @Bean
    Resettable unmatchedCallMemory(ChatRouter router) {
        return router::forget;
    }
}
