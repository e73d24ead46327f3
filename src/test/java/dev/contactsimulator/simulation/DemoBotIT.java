package dev.contactsimulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.view.TranscriptItem;
import dev.contactsimulator.view.Transcripts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoBotIT {

    @Test
    void a_customer_has_a_conversation_with_the_bot() throws Exception {
        try (RunningSimulator simulator = RunningSimulator.start("simulator.demo-bot=true")) {
            Customer customer = Customer.of(simulator);
            ContactId contact = ContactId.of(customer.says("hello").contactId());
            awaitLast(simulator, contact, "Hello, I am the demo bot. Write order, hours or bye.");
            customer.says("Order");
            awaitLast(simulator, contact, "Your order 1042 is on its way and arrives tomorrow.");
            customer.says("bye");
            await().untilAsserted(() -> assertThat(items(simulator, contact))
                    .last()
                    .extracting(ChatItem::contentType)
                    .isEqualTo("application/vnd.amazonaws.connect.event.participant.left"));
        }
    }

    private static void awaitLast(RunningSimulator simulator, ContactId contact, String text) {
        await().untilAsserted(() -> assertThat(items(simulator, contact))
                .last()
                .extracting(ChatItem::content)
                .isEqualTo(text));
    }

    private static List<ChatItem> items(RunningSimulator simulator, ContactId contact) {
        List<ChatItem> items = new ArrayList<>();
        simulator
                .bean(Transcripts.class)
                .page(contact, item -> true, 0, 100)
                .forEachRemaining((TranscriptItem entry) -> items.add(entry.item()));
        return items;
    }
}
