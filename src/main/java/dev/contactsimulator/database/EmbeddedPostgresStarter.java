package dev.contactsimulator.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.StringUtils;

/**
 * Starts the embedded PostgreSQL, unless an external one is named, while the rest of the program gets ready: before the
 * first bean, in another thread.
 */
final class EmbeddedPostgresStarter implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            return;
        }
        var storage = Binder.get(environment)
                .bind("simulator", StorageProperties.class)
                .get();
        var starting = new CompletableFuture<EmbeddedPostgres>();
        Thread.ofPlatform().name("postgres-start").start(() -> {
            try {
                starting.complete(EmbeddedPostgres.start(storage.dataDir(), storage.cacheDir()));
            } catch (Throwable e) {
                starting.completeExceptionally(e);
            }
        });
        context.registerBean(EmbeddedPostgres.class, () -> {
            try {
                return starting.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        });
    }
}
