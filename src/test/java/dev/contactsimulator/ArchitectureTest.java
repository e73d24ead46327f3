package dev.contactsimulator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.contactsimulator.eventlog.EventLog;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ApplyMore;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What may know what. The program's own package puts all the others together, and only it may know them all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String ROOT = "dev.contactsimulator";

    /** Each package, and which of the others it may know. A package that is not there yet is no fault; one not here is. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            entry("contact", Set.of()),
            entry("eventlog", Set.of()),
            entry("database", Set.of()),
            entry("aws.protocol", Set.of()),
            entry("setup", Set.of("database")),
            entry("retry", Set.of("contact")),
            entry("token", Set.of("contact", "database")),
            entry("chat", Set.of("contact", "retry", "eventlog", "database")),
            entry("engine", Set.of("contact", "retry", "chat", "eventlog")),
            entry("view", Set.of("contact", "eventlog")),
            entry("attachment", Set.of("contact", "view", "eventlog")),
            entry(
                    "aws.connect",
                    Set.of(
                            "aws.protocol",
                            "contact",
                            "chat",
                            "retry",
                            "view",
                            "eventlog",
                            "database",
                            "token",
                            "setup")),
            entry(
                    "aws.participant",
                    Set.of(
                            "aws.protocol",
                            "aws.connect",
                            "attachment",
                            "contact",
                            "chat",
                            "retry",
                            "view",
                            "eventlog",
                            "database",
                            "token",
                            "setup")),
            entry(
                    "delivery",
                    Set.of(
                            "aws.participant",
                            "aws.protocol",
                            "aws.connect",
                            "contact",
                            "view",
                            "eventlog",
                            "database",
                            "token",
                            "setup")),
            entry("simulation", Set.of("contact", "chat", "retry", "view", "eventlog", "setup")),
            entry("audit", Set.of("eventlog")),
            entry("start", Set.of("database")),
            entry(
                    "control",
                    Set.of(
                            "aws.protocol",
                            "aws.connect",
                            "contact",
                            "view",
                            "delivery",
                            "eventlog",
                            "audit",
                            "database",
                            "setup",
                            "token",
                            "simulation")));

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static String in(String name) {
        return ROOT + "." + name + "..";
    }

    private static DescribedPredicate<JavaClass> inAnyOf(Set<String> names) {
        return resideInAnyPackage(names.stream().map(ArchitectureTest::in).toArray(String[]::new));
    }

    @Test
    void a_package_knows_no_others_than_the_table_says() {
        MAY_KNOW.forEach((name, others) -> noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAPackage(in(name))))
                        .and(not(inAnyOf(others))))
                .as(name + " should know only " + new TreeSet<>(others) + " of the program")
                .allowEmptyShould(true)
                .check(PROGRAM));
    }

    @Test
    void every_package_is_in_the_table() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(ROOT), MAY_KNOW.keySet().stream().map(ArchitectureTest::in))
                        .toArray(String[]::new))
                .check(PROGRAM);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        Set<String> unmarked = new TreeSet<>();
        PROGRAM.stream().map(JavaClass::getPackage).distinct().forEach(each -> {
            if (each.tryGetPackageInfo()
                    .filter(info -> info.isAnnotatedWith(NullMarked.class))
                    .isEmpty()) {
                unmarked.add(each.getName());
            }
        });
        assertThat(unmarked).isEmpty();
    }

    @Test
    void the_domain_knows_nothing_but_the_jdk_and_axons_annotations() {
        classes()
                .that()
                .resideInAPackage(in("contact"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", in("contact"))
                        .or(resideInAPackage("org.axonframework..")
                                .and(describe("annotations", JavaClass::isAnnotation)))
                        .or(equivalentTo(AggregateLifecycle.class))
                        .or(equivalentTo(ApplyMore.class))
                        .or(equivalentTo(AggregateCreationPolicy.class)))
                .check(PROGRAM);
    }

    @Test
    void the_domain_neither_stores_nor_sends() {
        noClasses()
                .that()
                .resideInAPackage(in("contact"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..", "java.net.http..")
                .check(PROGRAM);
    }

    @Test
    void the_domain_makes_no_chance_of_its_own() {
        noClasses()
                .that()
                .resideInAPackage(in("contact"))
                .should()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.Random|java\\.security\\.SecureRandom|.*ThreadLocalRandom")
                .check(PROGRAM);
    }

    @Test
    void time_comes_from_the_clock_that_the_program_was_given() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .accessTargetWhere(readsTheSystemsClock())
                .check(PROGRAM);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheSystemsClock() {
        return describe("reads the system's clock", access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getName();
            return owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis")
                    || owner.equals(Clock.class.getName()) && target.getName().startsWith("system")
                    || owner.startsWith("java.time.")
                            && target instanceof AccessTarget.MethodCallTarget call
                            && call.getName().equals("now")
                            && call.getRawParameterTypes().isEmpty();
        });
    }

    @Test
    void only_the_engine_appends_to_the_log() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("engine"), in("eventlog"))
                .should()
                .callMethodWhere(describe(
                        "append to the log",
                        call -> call.getTarget().getName().equals("append")
                                && call.getTargetOwner().isAssignableTo(EventLog.class)))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.eventlog\\.(NewEvent|SequenceConflict)")
                .check(PROGRAM);
    }

    @Test
    void the_protocol_sees_no_database() {
        noClasses()
                .that()
                .resideInAPackage(in("aws"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "jakarta.persistence..",
                        "org.postgresql..",
                        "org.hibernate..",
                        "org.springframework.jdbc..",
                        "org.springframework.data..",
                        "org.springframework.transaction..",
                        "org.axonframework..")
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void names_are_those_of_the_field() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO|Dto|Info|Data)")
                .check(PROGRAM);
    }

    @Test
    void what_a_class_needs_comes_through_its_constructor() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .check(PROGRAM);
    }

    @Test
    void tests_use_no_mocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.springframework.test.context.bean.override..", "org.h2..")
                .check(new ClassFileImporter().importPackages(ROOT));
    }
}
