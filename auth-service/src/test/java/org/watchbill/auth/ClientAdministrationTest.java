package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.client.administration.ChangeClient;
import org.watchbill.auth.client.administration.DeleteClient;
import org.watchbill.auth.client.administration.FindRegisteredClients;
import org.watchbill.auth.client.administration.NewSecret;
import org.watchbill.auth.client.administration.RegisterClientByAdministrator;
import org.watchbill.auth.client.administration.RotateClientSecret;
import org.watchbill.auth.client.administration.WantedClient;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

class ClientAdministrationTest {

    private static final WantedClient ROBOT = robot("client_secret_basic", "client_credentials", "schedule:read");

    private final RegisteredClients clients = new RegisteredClients();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aClientLivesFromItsRegistrationToItsDeletion(TestDatabase kind) {
        try (RunningAuth auth = RunningAuth.start(kind.settings(), Map.of("demo", "true"))) {
            Database database = auth.database();
            Caller.Organisation clinic = clinic(database);
            Caller.Organisation stranger = new Caller.Organisation(UUID.randomUUID(), "Other", ZoneOffset.UTC);
            NewSecret first = new NewSecret();
            String id = answer(
                    database.inTransaction(transaction -> register(auth).run(transaction, clinic, ROBOT, first)));
            assertThat(auth.content("clients"))
                    .contains(id)
                    .doesNotContain(first.given().orElseThrow());
            assertThat(status(auth, id, first)).isEqualTo(200);

            RotateClientSecret rotate = new RotateClientSecret(clients);
            RotateClientSecret.Order order = new RotateClientSecret.Order(id, ExpectedVersions.of(1));
            NewSecret second = new NewSecret();
            assertThat(refusal(database.inTransaction(
                            transaction -> rotate.run(transaction, stranger, order, new NewSecret()))))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            database.inTransaction(transaction -> rotate.run(transaction, clinic, order, second));
            assertThat(status(auth, id, first)).isEqualTo(401);
            assertThat(status(auth, id, second)).isEqualTo(200);

            ChangeClient change = new ChangeClient(clients);
            assertThat(refusal(database.inTransaction(transaction -> change.run(
                            transaction, clinic, new ChangeClient.Order(id, ExpectedVersions.of(1), ROBOT), second))))
                    .isEqualTo(ErrorCode.VERSION_CONFLICT);
            NewSecret unneeded = new NewSecret();
            answer(database.inTransaction(transaction -> change.run(
                    transaction, clinic, new ChangeClient.Order(id, ExpectedVersions.of(2), ROBOT), unneeded)));
            assertThat(unneeded.given()).isEmpty();
            assertThat(status(auth, id, second)).isEqualTo(200);

            isFoundByItsOrganisationAlone(database, clinic, id);

            DeleteClient delete = new DeleteClient(clients);
            DeleteClient.Order last = new DeleteClient.Order(id, ExpectedVersions.of(3));
            assertThat(refusal(database.inTransaction(transaction -> delete.run(transaction, stranger, last))))
                    .isEqualTo(ErrorCode.NOT_FOUND);
            database.inTransaction(transaction -> delete.run(transaction, clinic, last));
            assertThat(status(auth, id, second)).isEqualTo(401);
        }
    }

    private void isFoundByItsOrganisationAlone(Database database, Caller.Organisation owner, String id) {
        FindRegisteredClients find = new FindRegisteredClients(database, clients);
        assertThat(find.in(new Organisation.Id(owner.id()), Cursor.START, 10).items())
                .hasSize(1);
        assertThat(find.find(new Organisation.Id(UUID.randomUUID()), id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "magic, client_credentials, schedule:read, auth_method",
        "none, client_credentials, schedule:read, auth_method",
        "client_secret_basic, password, schedule:read, grant_types",
        "client_secret_basic, client_credentials, clients:write, scopes",
        "client_secret_basic, client_credentials, no:such, scopes",
        "client_secret_basic, authorization_code, schedule:read, redirect_uris",
        "private_key_jwt, client_credentials, schedule:read, jwks"
    })
    void whatCannotBeIsRefusedByField(String method, String grantType, String scope, String field) {
        try (RunningAuth auth = RunningAuth.start(TestDatabase.H2.settings(), Map.of("demo", "true"))) {
            Database database = auth.database();
            Caller.Organisation clinic = clinic(database);
            assertThatThrownBy(() -> database.inTransaction(transaction ->
                            register(auth).run(transaction, clinic, robot(method, grantType, scope), new NewSecret())))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e -> assertThat(e.refusal().field()).contains(field));
        }
    }

    @Test
    void aSecretNeverPrintsItself() {
        assertThat(new NewSecret()).hasToString("NewSecret[hidden]");
    }

    private RegisterClientByAdministrator register(RunningAuth auth) {
        return new RegisterClientByAdministrator(new Organisations(), clients, auth.time());
    }

    private static WantedClient robot(String method, String grantType, String scope) {
        return new WantedClient(
                "Robot",
                List.of(),
                List.of(),
                method,
                Optional.empty(),
                Optional.empty(),
                List.of(grantType),
                List.of(scope),
                Role.MEMBER);
    }

    private static Caller.Organisation clinic(Database database) {
        Organisation organisation =
                database.read(reader -> new Organisations().first(reader, 1)).getFirst();
        return new Caller.Organisation(organisation.id().value(), organisation.name(), organisation.zone());
    }

    private static String answer(CommandResult result) {
        return ((CommandResult.Done) result).answer().path("id").stringValue();
    }

    private static ErrorCode refusal(CommandResult result) {
        return ((CommandResult.Refused) result).refusal().code();
    }

    private static int status(RunningAuth auth, String id, NewSecret secret) {
        return auth.calls()
                .postForm(
                        "/token",
                        Map.of(),
                        Browser.encode(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                id,
                                "client_secret",
                                secret.given().orElseThrow()))
                .status();
    }
}
