package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.simulation.ActiveChats.Expiring;
import dev.contactsimulator.view.ContactQueries;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SimulationConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    ActiveChats activeChats(ContactQueries contacts) {
        return limit -> contacts.firstDue(limit).stream()
                .map(contact -> new Expiring(contact.contactId(), Objects.requireNonNull(contact.dueAt())))
                .toList();
    }

    @Bean(initMethod = "start")
    ChatExpiry chatExpiry(ActiveChats chats, Contacts contacts, Clock clock) {
        return new ChatExpiry(chats, contacts, clock, () -> UUID.randomUUID().toString());
    }

    @Bean
    Resettable expiryMemory(ChatExpiry expiry) {
        return expiry::forget;
    }
}
