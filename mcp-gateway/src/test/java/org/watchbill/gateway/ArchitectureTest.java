package org.watchbill.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.stdio.StdioMain;

class ArchitectureTest {

    private static final JavaClasses GATEWAY =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.watchbill.gateway");

    @Test
    void featuresFormNoCycle() {
        slices().matching("org.watchbill.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(GATEWAY);
    }

    @Test
    void featuresDoNotKnowTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.watchbill.gateway")
                .check(GATEWAY);
    }

    @Test
    void thereIsNoDatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "io.helidon.dbclient..", "org.watchbill.kit.database..")
                .check(GATEWAY);
    }

    @Test
    void thereIsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.watchbill.auth..", "org.watchbill.schedule..", "org.watchbill.audit..")
                .check(GATEWAY);
    }

    @Test
    void onlyTheEdgeSpeaksHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..gateway.door",
                        "..gateway.era",
                        "..gateway.httpsse",
                        "..gateway.companion",
                        "..gateway.wellknown",
                        "..gateway.page",
                        "org.watchbill.gateway")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.helidon..").and(not(resideInAPackage("io.helidon.faulttolerance"))))
                .check(GATEWAY);
    }

    @Test
    void onlySharedStateKnowsItsLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.shared")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.github.bucket4j..", "io.netty..", "reactor..")
                .check(GATEWAY);
    }

    @Test
    void theCoreKnowsNoEra() {
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.call", "..gateway.relay", "..gateway.catalogue", "..gateway.upstream")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..gateway.modern", "..gateway.legacy", "..gateway.session", "..gateway.elicitation")
                .check(GATEWAY);
    }

    @Test
    void onlyMainReadsTheClock() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(GATEWAY);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                GATEWAY.that(DescribedPredicate.not(JavaClass.Predicates.type(StdioMain.class))));
    }

    @Test
    void namesSayWhatThingsAre() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Util|Utils|Helper|Manager|Common|Dto|Base)")
                .check(GATEWAY);
    }
}
