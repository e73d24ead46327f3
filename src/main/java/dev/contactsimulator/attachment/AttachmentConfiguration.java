package dev.contactsimulator.attachment;

import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.view.Transcripts;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentSettings.class)
class AttachmentConfiguration {

    @Bean
    Attachments attachments(DataSource database, Transcripts transcripts, AttachmentSettings settings) {
        return new Attachments(
                new AttachmentRows(JdbcClient.create(database)),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                transcripts,
                settings);
    }

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    AttachmentExpiry attachmentExpiry(Attachments attachments, Clock clock) {
        return new AttachmentExpiry(attachments, clock);
    }

    @Bean
    Resettable attachmentTables() {
        return new Resettable() {
            @Override
            public void forget() {
                // nothing is kept in memory
            }

            @Override
            public List<String> tables() {
                return AttachmentRows.TABLES;
            }
        };
    }
}
