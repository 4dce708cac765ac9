package org.watchbill.kit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses KIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/kit/testing/"))
            .importPackages("org.watchbill.kit");

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.watchbill.kit.(*)..").should().beFreeOfCycles().check(KIT);
    }

    @Test
    void theKitKnowsNoService() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.watchbill..")
                        .and(resideInAPackage("org.watchbill.kit..").negate()))
                .check(KIT);
    }

    @Test
    void nobodyReadsTheClock() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Runner")
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callConstructor(Date.class)
                .check(KIT);
    }

    @Test
    void onlyTheRunnerPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.watchbill.kit.run..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(KIT);
    }

    @Test
    void onlyTheDatabasePackageAndItsStoresTouchJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.watchbill.kit.database..", "org.watchbill.kit.audit..", "org.watchbill.kit.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..", "org.flywaydb..")
                .check(KIT);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(
                        ".*\\.(Abstract\\w+|\\w*(Impl|Util|Utils|Helper|Manager|Base|Common|Dto|Data|Info|Processor))")
                .check(KIT);
    }
}
