package org.watchbill.auth.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

class AccountEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final User.Id ANA = new User.Id(UUID.fromString("0197a000-0000-7000-8000-0000000000a2"));
    private static final Organisation CLINIC =
            new Organisation(Organisation.Id.next(), "clinic", "Clinic", ZoneId.of("America/New_York"));
    private static final Organisation DOCK =
            new Organisation(Organisation.Id.next(), "dock", "Dock", ZoneId.of("Europe/Lisbon"));
    private static final Organisation OTHER =
            new Organisation(Organisation.Id.next(), "other", "Other", ZoneId.of("Asia/Kathmandu"));

    private final Memberships memberships = new Memberships();
    private final AccountEvents events =
            new AccountEvents(new Outbox(), memberships, "auth-service", InstantSource.fixed(NOW));

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyOrganisationOfAPersonIsToldAndNoOther(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.inTransaction(transaction -> {
                events.tellAllOf(transaction, ANA, Happening.ofAccount(ANA, "sign_in"));
                return ANA;
            });
            assertThat(stored(database))
                    .extracting(event -> event.path("organisation_id").stringValue())
                    .containsExactlyInAnyOrder(CLINIC.id().toString(), DOCK.id().toString());
            assertThat(stored(database))
                    .allSatisfy(event -> assertThat(
                                    event.path("actor").path("subject").stringValue())
                            .isEqualTo(ANA.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRefusalSaysWhyAndWhatTheDetailsAre(TestDatabase kind) {
        try (Database database = open(kind)) {
            Happening refused = Happening.ofAccount(ANA, "sign_in")
                    .refused(Outcome.DENIED, "wrong_code")
                    .with("how", "totp");
            database.inTransaction(transaction -> {
                events.tell(transaction, OTHER.id(), refused);
                return ANA;
            });
            JsonNode event = stored(database).getFirst();
            assertThat(event.path("outcome").stringValue()).isEqualTo("denied");
            assertThat(event.path("code").stringValue()).isEqualTo("wrong_code");
            assertThat(event.path("arguments").path("how").stringValue()).isEqualTo("totp");
            assertThat(event.path("source").stringValue()).isEqualTo("auth-service");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothingIsToldWhenTheTransactionFails(TestDatabase kind) {
        try (Database database = open(kind)) {
            assertThatThrownBy(() -> database.inTransaction(transaction -> {
                        events.tellAllOf(transaction, ANA, Happening.ofAccount(ANA, "sign_in"));
                        throw new IllegalStateException("fails afterwards");
                    }))
                    .hasMessage("fails afterwards");
            assertThat(stored(database)).isEmpty();
        }
    }

    private Database open(TestDatabase kind) {
        Database database = Database.open(Settings.of("auth-service", kind.settings()));
        database.inTransaction(transaction -> {
            new Users().insert(transaction, new User(ANA, "ana@clinic.example", "Ana", "", false, false), NOW);
            for (Organisation organisation : List.of(CLINIC, DOCK, OTHER)) {
                new Organisations().insert(transaction, organisation, NOW);
            }
            memberships.insert(transaction, new Membership(CLINIC, ANA, Role.MEMBER), NOW);
            memberships.insert(transaction, new Membership(DOCK, ANA, Role.ADMIN), NOW);
            return ANA;
        });
        return database;
    }

    private static List<JsonNode> stored(Database database) {
        return database.read(reader -> reader.createQuery("SELECT event FROM outbox ORDER BY sequence_number")
                .execute()
                .map(row -> Json.parse(Columns.text(row, "event").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList());
    }
}
