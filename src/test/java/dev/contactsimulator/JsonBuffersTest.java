package dev.contactsimulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Buffers for JSON come from one pool that all threads share: Jackson has one for each factory otherwise. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonBuffersTest {

    @Test
    void what_serves_requests_and_the_log_makes_no_factory_without_naming_its_pool() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.contactsimulator.aws..",
                        "dev.contactsimulator.eventlog..",
                        "dev.contactsimulator.engine..")
                .should()
                .callConstructor(JsonFactory.class)
                .orShould()
                .callConstructor(JsonMapper.class)
                .orShould()
                .callMethod(JsonMapper.class, "builder")
                .orShould()
                .callMethod(JsonMapper.class, "shared")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.contactsimulator"));
    }
}
