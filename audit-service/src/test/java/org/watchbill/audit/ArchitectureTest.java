package org.watchbill.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.watchbill.audit");

    @Test
    void featuresFormNoCycle() {
        slices().matching("org.watchbill.audit.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void featuresDoNotKnowTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("org.watchbill.audit.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.watchbill.audit")
                .check(SERVICE);
    }

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.watchbill.auth..", "org.watchbill.gateway..", "org.watchbill.schedule..")
                .check(SERVICE);
    }

    @Test
    void onlyEndpointsAndTheRootSpeakHttp() {
        noClasses()
                .that()
                .resideInAPackage("org.watchbill.audit.*..")
                .and()
                .haveNameNotMatching(".*Endpoint(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.http..", "io.helidon.webserver..", "org.watchbill.kit.http..")
                .check(SERVICE);
    }

    @Test
    void endpointsAndRulesDoNotTouchTheDatabase() {
        noClasses()
                .that()
                .haveNameMatching(".*(Endpoint|Rules)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.dbclient..", "java.sql..", "org.watchbill.kit.database..")
                .check(SERVICE);
    }

    @Test
    void onlyMainReadsTheClock() {
        noClasses()
                .that()
                .doNotHaveSimpleName("AuditMain")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(SERVICE);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SERVICE);
    }
}
