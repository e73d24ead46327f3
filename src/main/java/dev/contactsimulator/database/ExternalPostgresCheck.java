package dev.contactsimulator.database;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Connects to the external PostgreSQL, if one is named, before anything else is done with it. */
@Order(3)
final class ExternalPostgresCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String CORRECT_URL =
            "Name one such as jdbc:postgresql://localhost:5432/simulator (SPRING_DATASOURCE_URL), or none: the"
                    + " simulator then starts a PostgreSQL of its own.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        String url = settings.getProperty("spring.datasource.url");
        if (!StringUtils.hasText(url)) return;
        var driver = new Driver();
        if (!driver.acceptsURL(url)) {
            throw new ExternalPostgresUnusable(
                    "spring.datasource.url is not the JDBC URL of a PostgreSQL: " + withoutSecrets(url) + ".",
                    CORRECT_URL,
                    null);
        }
        try (Connection connection = driver.connect(url, login(settings))) {
            // Nothing else: the pool makes its own.
        } catch (SQLException refused) {
            throw new ExternalPostgresUnusable(
                    "The database " + withoutSecrets(url) + " cannot be used: " + reason(refused) + ".",
                    action(refused),
                    refused);
        }
    }

    private static Properties login(Environment settings) {
        var login = new Properties();
        String username = settings.getProperty("spring.datasource.username");
        if (username != null) login.setProperty("user", username);
        String password = settings.getProperty("spring.datasource.password");
        if (password != null) login.setProperty("password", password);
        return login;
    }

    /** The parameters may contain a password, and so may what stands before the host. */
    static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    /** The first sentence of what the driver says, which hides two reasons behind "The connection attempt failed". */
    private static String reason(SQLException refused) {
        return switch (refused.getCause()) {
            case UnknownHostException unknown -> "there is no host " + unknown.getMessage();
            case SocketTimeoutException _ -> "it did not answer in time";
            case null, default -> String.valueOf(refused.getMessage()).replaceFirst("(?s)\\.?(\\s*\\n|\\. |$).*", "");
        };
    }

    private static String action(SQLException refused) {
        return switch (String.valueOf(refused.getSQLState())) {
            case "28P01", "28000", "08004" ->
                "Correct the user name and the password: SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD.";
            case "3D000" -> "Create the database, or correct its name in SPRING_DATASOURCE_URL.";
            default -> "Start the server, or correct SPRING_DATASOURCE_URL.";
        };
    }
}
