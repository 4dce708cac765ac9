package org.watchbill.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String SPEAKS_HTTP =
            ".*\\.(Auth[A-Za-z]*|[A-Za-z]*(Endpoint|Routes|Door)|Parameters|FormGuard|SessionCookies"
                    + "|ClientAuthentication)(\\$.*)?";

    private static final JavaClasses SERVICE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.watchbill.auth");

    @Test
    void featuresFormNoCycle() {
        slices().matching("org.watchbill.auth.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void featuresDoNotKnowTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("org.watchbill.auth.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.watchbill.auth")
                .check(SERVICE);
    }

    @Test
    void onlyEndpointsAndTheirFramesSpeakHttp() {
        noClasses()
                .that()
                .haveNameNotMatching(SPEAKS_HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.http..", "io.helidon.webserver..")
                .check(SERVICE);
    }

    @Test
    void rulesPagesAndEndpointsDoNotSpeakSql() {
        noClasses()
                .that()
                .haveNameMatching(".*(Endpoint|Rules|Page)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.dbclient..", "java.sql..")
                .check(SERVICE);
    }

    @Test
    void onlyTheMainReadsTheClock() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(SERVICE);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SERVICE);
    }

    @Test
    void otherServicesAreUnknown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.watchbill.gateway..", "org.watchbill.schedule..", "org.watchbill.audit..")
                .check(SERVICE);
    }

    @Test
    void namesSayWhatClassesAre() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Util|Utils|Helper|Manager|Common|Dto)")
                .check(SERVICE);
    }
}
