package dev.contactsimulator;

import dev.contactsimulator.aws.RequestIds;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.simulation.ActiveChats;
import dev.contactsimulator.simulation.ActiveChats.Expiring;
import dev.contactsimulator.simulation.ChatExpiry;
import dev.contactsimulator.view.ContactQueries;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets happen what happens by itself. */
@Configuration(proxyBeanMethods = false)
class SimulationConfiguration {

    @Bean
    ActiveChats activeChats(ContactQueries contacts) {
        return limit -> contacts.firstToExpire(limit).stream()
                .map(contact ->
                        new Expiring(contact.contactId(), contact.origin().expiresAt()))
                .toList();
    }

    @Bean(initMethod = "start")
    ChatExpiry chatExpiry(ActiveChats chats, Contacts contacts, Clock clock) {
        return new ChatExpiry(chats, contacts, clock, RequestIds::next);
    }
}
