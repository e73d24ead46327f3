package dev.contactsimulator.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.support.TestPostgres.Database;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jpa.SnapshotEventEntry;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Chat contacts on one of the storage engines that Axon brings, put together as Axon's Spring Boot starter does it: a
 * transaction for each command, a repository without a cache. What the starter adds at a cost (handler time-outs, a search
 * for the target of each command) is left out.
 */
final class DefaultAxonContacts implements Contacts, AutoCloseable {

    private final HikariDataSource pool;
    private final CommandBus bus;

    private DefaultAxonContacts(HikariDataSource pool, TransactionManager transactions, EventStorageEngine engine) {
        this.pool = pool;
        this.bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        EventSourcingRepository.Builder<ChatContact> repository = EventSourcingRepository.builder(ChatContact.class)
                .eventStore(EmbeddedEventStore.builder().storageEngine(engine).build());
        EventSourcingRepository<ChatContact> contacts = repository.build();
        AggregateAnnotationCommandHandler.<ChatContact>builder()
                .aggregateType(ChatContact.class)
                .repository(contacts)
                .commandTargetResolver(message ->
                        new VersionedAggregateIdentifier(((ContactCommand) message.getPayload()).contactId(), null))
                .build()
                .subscribe(bus);
    }

    static DefaultAxonContacts onJpa(Database database, int connections) {
        HikariDataSource pool = pool(database, connections);
        EntityManagerFactory entities = new HibernatePersistenceConfiguration("axon")
                .managedClasses(DomainEventEntry.class, SnapshotEventEntry.class)
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory();
        TransactionManager transactions = spring(new JpaTransactionManager(entities));
        var entityManager = SharedEntityManagerCreator.createSharedEntityManager(entities);
        return new DefaultAxonContacts(
                pool,
                transactions,
                JpaEventStorageEngine.builder()
                        .snapshotSerializer(serializer())
                        .eventSerializer(serializer())
                        .entityManagerProvider(() -> entityManager)
                        .transactionManager(transactions)
                        .persistenceExceptionResolver(new SQLErrorCodesResolver("PostgreSQL"))
                        .build());
    }

    static DefaultAxonContacts onJdbc(Database database, int connections) {
        HikariDataSource pool = pool(database, connections);
        TransactionManager transactions = spring(new DataSourceTransactionManager(pool));
        DataSource connection = new TransactionAwareDataSourceProxy(pool);
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .snapshotSerializer(serializer())
                .eventSerializer(serializer())
                .connectionProvider(connection::getConnection)
                .transactionManager(transactions)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return new DefaultAxonContacts(pool, transactions, engine);
    }

    private static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    private static HikariDataSource pool(Database database, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(connections);
        return pool;
    }

    /** Axon's view of a transaction manager of Spring's. */
    private static TransactionManager spring(PlatformTransactionManager manager) {
        return () -> {
            TransactionStatus status = manager.getTransaction(new DefaultTransactionDefinition());
            return new Transaction() {
                @Override
                public void commit() {
                    manager.commit(status);
                }

                @Override
                public void rollback() {
                    manager.rollback(status);
                }
            };
        };
    }

    @Override
    public Optional<Outcome> send(ContactCommand command, RequestContext cause) {
        FutureCallback<ContactCommand, Outcome> callback = new FutureCallback<>();
        Map<String, ?> metadata = cause.metadata();
        bus.dispatch(new GenericCommandMessage<>(command, MetaData.from(metadata)), callback);
        return Optional.of(callback.getResult().getPayload());
    }

    @Override
    public void close() {
        pool.close();
    }
}
