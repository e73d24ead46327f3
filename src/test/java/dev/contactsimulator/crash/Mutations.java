package dev.contactsimulator.crash;

import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Ways to break the program that the harness must notice. They change what runs, so the program needs no switch. */
final class Mutations {

    private static final String RECOGNITION = "dev/contactsimulator/retry/HandledCalls.class";
    private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.OptionalInt");
    private static final MethodTypeDesc EMPTY = MethodTypeDesc.of(OPTIONAL);

    /**
     * The program without its recognition of retries: no contact remembers any call.
     *
     * @return the directory with the changed class
     */
    static Path withoutRecognitionOfRetries(Path directory) throws IOException {
        try (InputStream original = Mutations.class.getClassLoader().getResourceAsStream(RECOGNITION)) {
            if (original == null) throw new IllegalStateException("There is no " + RECOGNITION + " any more");
            ClassModel recognition = ClassFile.of().parse(original.readAllBytes());
            if (recognition.methods().stream().noneMatch(Mutations::recognises)) {
                throw new IllegalStateException(RECOGNITION + " recognises by another method now");
            }
            byte[] changed = ClassFile.of()
                    .transformClass(
                            recognition,
                            ClassTransform.transformingMethods(Mutations::recognises, Mutations::returnEmpty));
            Path target = directory.resolve(RECOGNITION);
            Files.createDirectories(target.getParent());
            Files.write(target, changed);
            return directory;
        }
    }

    private static boolean recognises(MethodModel method) {
        return method.methodName().equalsString("eventOf");
    }

    private static void returnEmpty(MethodBuilder method, MethodElement element) {
        if (element instanceof CodeModel)
            method.withCode(code -> code.invokestatic(OPTIONAL, "empty", EMPTY).areturn());
        else method.with(element);
    }

    /** The lock by which appends wait for each other. */
    static final class HeadLock implements AutoCloseable {

        private final Database database;
        private final String original;

        HeadLock(Database database) throws SQLException {
            this.database = database;
            try (var connection = database.connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select pg_get_functiondef('event_log_append'::regproc)")) {
                row.next();
                original = row.getString(1);
            }
        }

        /**
         * Makes the log as most event stores on PostgreSQL have it: positions come from a sequence, and transactions do not
         * wait for each other. The pause makes an idle server behave like a busy one.
         */
        void remove() throws SQLException {
            String unlocked = replace(original, " from event_log_head for update;", " from event_log_head;");
            String numbered = replace(
                    unlocked,
                    "head_position := head_position + 1;",
                    "head_position := nextval('event_log_position'); perform pg_sleep(random() * 0.02);");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table event_log_head");
                statement.execute("create sequence event_log_position");
                statement.execute("select setval('event_log_position', position + 1, false) from event_log_head");
                statement.execute(numbered);
                connection.commit();
            }
        }

        /** Puts it back. The log stays broken until it is reset. */
        @Override
        public void close() throws SQLException {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute(original);
                statement.execute("drop sequence if exists event_log_position");
            }
        }
    }

    private static String replace(String text, String part, String other) {
        if (!text.contains(part)) throw new IllegalStateException("There is no longer: " + part);
        return text.replace(part, other);
    }

    private Mutations() {}
}
