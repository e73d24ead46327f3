package dev.contactsimulator.aws.protocol;

import dev.contactsimulator.aws.connect.AwsSettings;
import dev.contactsimulator.aws.connect.ConnectSettings;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.view.ViewBehind;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts one servlet before everything: it answers all routes that the beans of type {@link Routes} have. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpSettings.class, AwsSettings.class, ConnectSettings.class})
class ProtocolConfiguration {

    @Bean
    ServletRegistrationBean<AwsServlet> awsServlet(ObjectProvider<Routes> routes, HttpSettings settings) {
        AwsServlet servlet = new AwsServlet(
                routes.orderedStream().flatMap(group -> group.routes().stream()).toList(),
                settings,
                ProtocolConfiguration::passes);
        ServletRegistrationBean<AwsServlet> registration = new ServletRegistrationBean<>(servlet, "/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** Whether a failure is one of the moment: of the database's connections, or a race that other nodes keep winning. */
    private static boolean passes(Throwable failure) {
        return switch (failure) {
            case EventLogUnavailable _, ConcurrencyException _, ViewBehind _ -> true;
            case SQLTransientException _, SQLRecoverableException _, JDBCConnectionException _ -> true;
            case SQLException broken -> isLostConnection(broken.getSQLState());
            default -> false;
        };
    }

    /** Connection exceptions (class 08) and a server that is shutting down, crashed or still starting (57P01 to 57P03). */
    private static boolean isLostConnection(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }

    @Bean
    TomcatForAws tomcatForAws() {
        return new TomcatForAws();
    }
}
