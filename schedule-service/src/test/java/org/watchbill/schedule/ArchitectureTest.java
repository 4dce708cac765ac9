package org.watchbill.schedule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.watchbill.schedule");

    @Test
    void featuresFormNoCycle() {
        slices().matching("org.watchbill.schedule.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void featuresDoNotKnowTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("org.watchbill.schedule.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.watchbill.schedule")
                .check(SERVICE);
    }

    @Test
    void onlyEndpointsSpeakHttp() {
        noClasses()
                .that()
                .resideInAPackage("org.watchbill.schedule.*..")
                .and()
                .haveSimpleNameNotEndingWith("Endpoint")
                .and()
                .resideOutsideOfPackage("..rest")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.http..", "io.helidon.webserver..")
                .check(SERVICE);
    }

    @Test
    void rulesAndEndpointsDoNotTouchTheDatabase() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .or()
                .haveSimpleNameEndingWith("Resolver")
                .or()
                .haveSimpleNameEndingWith("View")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.dbclient..", "java.sql..", "org.watchbill.kit.database..")
                .check(SERVICE);
    }

    @Test
    void onlyMainReadsTheSystemClock() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(SERVICE);
    }

    @Test
    void knowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.watchbill.auth..", "org.watchbill.gateway..", "org.watchbill.audit..")
                .check(SERVICE);
    }
}
