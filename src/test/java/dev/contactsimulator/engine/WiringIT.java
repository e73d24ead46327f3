package dev.contactsimulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.PostgresEventLog;
import dev.contactsimulator.support.RunningSimulator;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What the program is made of, since a part that is missing is replaced in silence by one that keeps nothing. */
class WiringIT {

    private final RunningSimulator simulator = RunningSimulator.shared();

    @Test
    void events_are_kept_by_the_log_on_postgresql() {
        assertThat(simulator.bean(EventLog.class)).isInstanceOf(PostgresEventLog.class);
        assertThat(simulator.bean(DataSource.class)).isInstanceOf(HikariDataSource.class);
    }

    @Test
    void commands_are_carried_by_the_bus_that_retries_lost_races() {
        assertThat(simulator.bean(Contacts.class)).isInstanceOf(AxonContacts.class);
    }

    @Test
    void views_are_read_in_transactions_of_jpa() {
        assertThat(simulator.bean(PlatformTransactionManager.class)).isInstanceOf(JpaTransactionManager.class);
    }

    @Test
    void no_processor_of_axon_runs_so_there_are_no_tokens_to_lose() {
        assertThat(simulator.beans(EventProcessor.class)).isEmpty();
        assertThat(simulator.beans(TokenStore.class)).isEmpty();
    }

    @Test
    void message_ids_come_from_the_fast_source() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(MessageIdentifiers.class);
    }
}
