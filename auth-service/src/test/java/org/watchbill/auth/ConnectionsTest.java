package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.account.User;
import org.watchbill.auth.connection.Connection;
import org.watchbill.auth.connection.Connections;
import org.watchbill.auth.connection.FindConnections;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Connections as lists show them, and every way of ending them. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConnectionsTest {

    private static final Organisation.Id CLINIC =
            new Organisation.Id(UUID.fromString("0197a000-0000-7000-8000-000000000001"));
    private static final Organisation.Id OTHER =
            new Organisation.Id(UUID.fromString("0197a000-0000-7000-8000-00000000000f"));
    private static final User.Id ANA = new User.Id(UUID.fromString("0197a000-0000-7000-8000-0000000000a2"));
    private static final User.Id BEN = new User.Id(UUID.fromString("0197a000-0000-7000-8000-0000000000a3"));

    private final RunningAuth auth;
    private final OAuthClient client;
    private final FindConnections find;
    private final EndGrants end;

    ConnectionsTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        client = OAuthClient.register(auth.calls(), "Listed " + UUID.randomUUID(), "http://127.0.0.1/callback");
        find = new FindConnections(auth.database(), new Connections());
        end = new EndGrants(new Grants(), auth.time());
    }

    @Test
    void aConnectionIsListedWithItsClientScopesAndTimes() {
        Instant approved = auth.time().instant();
        JsonNode tokens = connect("ana@harbor.example");

        Connection connection = of(ANA, tokens);
        assertThat(connection.client().id()).isEqualTo(client.id());
        assertThat(connection.client().name()).startsWith("Listed ");
        assertThat(connection.holder().name()).isEqualTo("Ana Ruiz");
        assertThat(connection.organisation().name()).isEqualTo("Harbor Clinic");
        assertThat(connection.scopes()).containsExactly("schedule:read");
        assertThat(connection.resource()).isEqualTo("http://localhost:8080/mcp");
        assertThat(connection.times())
                .isEqualTo(new Connection.Times(
                        approved, Optional.empty(), approved.plus(Duration.ofDays(90)), Optional.empty()));
        assertThat(connection.isAlive(approved)).isTrue();
        assertThat(connection.isAlive(approved.plus(Duration.ofDays(90)))).isFalse();
        assertThat(find.of(BEN)).noneMatch(other -> other.id().equals(connection.id()));
    }

    @Test
    void theLastUseIsKnownToTheMinute() {
        JsonNode tokens = connect("ana@harbor.example");
        String token = tokens.path("access_token").stringValue();
        Instant first = auth.time().instant();
        OAuthClient.exchange(auth.calls(), token, "schedule-service");
        assertThat(of(ANA, tokens).times().lastUsedAt()).contains(first);

        auth.time().advance(Duration.ofSeconds(59));
        OAuthClient.exchange(auth.calls(), token, "schedule-service");
        assertThat(of(ANA, tokens).times().lastUsedAt()).contains(first);

        auth.time().advance(Duration.ofSeconds(1));
        client.refresh(tokens.path("refresh_token").stringValue());
        assertThat(of(ANA, tokens).times().lastUsedAt()).contains(first.plusSeconds(60));
    }

    @Test
    void theListOfAnOrganisationComesInPagesTheNewestFirst() {
        auth.time().advance(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            auth.time().advance(Duration.ofSeconds(1));
            connect("ben@harbor.example");
        }
        List<Connection> paged = new ArrayList<>();
        Optional<Connections.Position> next = Optional.of(FindConnections.START);
        while (next.isPresent()) {
            FindConnections.Found page = find.in(CLINIC, next.get(), 2);
            assertThat(page.connections()).hasSizeBetween(1, 2);
            paged.addAll(page.connections());
            next = page.next();
        }
        assertThat(paged)
                .isEqualTo(find.in(CLINIC, FindConnections.START, 10_000).connections());
        assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
        assertThat(paged.getFirst().holder().id()).isEqualTo(BEN);
        assertThat(find.in(OTHER, FindConnections.START, 10).connections()).isEmpty();
        Grant.Id newest = paged.getFirst().id();
        assertThat(find.find(CLINIC, newest)).contains(paged.getFirst());
        assertThat(find.find(OTHER, newest)).isEmpty();
    }

    @Test
    void onlyTheRightfulOwnerEndsOneConnection() {
        JsonNode tokens = connect("ana@harbor.example");
        Grant.Id id = id(tokens);
        assertThat(ended(end -> end.one(BEN, id))).isFalse();
        assertThat(ended(end -> end.one(OTHER, id))).isFalse();
        assertThat(lives(tokens)).isTrue();

        assertThat(ended(end -> end.one(ANA, id))).isTrue();
        assertThat(lives(tokens)).isFalse();
        assertThat(of(ANA, tokens).times().revokedAt()).contains(auth.time().instant());
        assertThat(ended(end -> end.one(ANA, id))).isFalse();
        assertThat(ended(end -> end.one(CLINIC, id))).isFalse();
    }

    @Test
    void anOrganisationEndsOneConnection() {
        JsonNode tokens = connect("ana@harbor.example");
        assertThat(ended(end -> end.one(CLINIC, id(tokens)))).isTrue();
        assertThat(lives(tokens)).isFalse();
    }

    @Test
    void allOfAUserEndAtOnceAndNobodyElses() {
        JsonNode first = connect("ana@harbor.example");
        JsonNode second = connect("ana@harbor.example");
        JsonNode bens = connect("ben@harbor.example");

        assertThat(count(end -> end.ofUser(ANA))).isGreaterThanOrEqualTo(2);
        assertThat(lives(first)).isFalse();
        assertThat(lives(second)).isFalse();
        assertThat(lives(bens)).isTrue();
        assertThat(count(end -> end.ofUser(ANA))).isZero();
    }

    @Test
    void thoseOfAMembershipEndInThatOrganisationOnly() {
        JsonNode tokens = connect("ana@harbor.example");
        assertThat(count(end -> end.ofMembership(OTHER, ANA))).isZero();
        assertThat(lives(tokens)).isTrue();
        assertThat(count(end -> end.ofMembership(CLINIC, ANA))).isGreaterThanOrEqualTo(1);
        assertThat(lives(tokens)).isFalse();
    }

    @Test
    void thoseOfAClientEndForEverybodyInTheOrganisation() {
        JsonNode anas = connect("ana@harbor.example");
        JsonNode bens = connect("ben@harbor.example");
        assertThat(count(end -> end.ofClient(OTHER, client.id()))).isZero();
        assertThat(count(end -> end.ofClient(CLINIC, client.id()))).isEqualTo(2);
        assertThat(lives(anas)).isFalse();
        assertThat(lives(bens)).isFalse();
    }

    @Test
    void aCodeOfAnEndedConnectionIsWorthNothing() {
        String code = client.code(new Browser(auth.calls()).signIn("ana@harbor.example"), "schedule:read");
        count(end -> end.ofUser(ANA));
        assertThat(client.redeem(code).json().path("error").stringValue()).isEqualTo("invalid_grant");
    }

    /** The ways of ending within one transaction. */
    private record Ending(EndGrants end, DbTransaction transaction) {

        boolean one(User.Id user, Grant.Id id) {
            return end.one(transaction, user, id);
        }

        boolean one(Organisation.Id organisation, Grant.Id id) {
            return end.one(transaction, organisation, id);
        }

        int ofUser(User.Id user) {
            return end.ofUser(transaction, user);
        }

        int ofMembership(Organisation.Id organisation, User.Id user) {
            return end.ofMembership(transaction, organisation, user);
        }

        int ofClient(Organisation.Id organisation, String clientId) {
            return end.ofClient(transaction, organisation, clientId);
        }
    }

    private boolean ended(Function<Ending, Boolean> work) {
        return auth.database().inTransaction(transaction -> work.apply(new Ending(end, transaction)));
    }

    private int count(Function<Ending, Integer> work) {
        return auth.database().inTransaction(transaction -> work.apply(new Ending(end, transaction)));
    }

    private JsonNode connect(String email) {
        return client.connect(new Browser(auth.calls()).signIn(email), "schedule:read");
    }

    private Connection of(User.Id user, JsonNode tokens) {
        return find.of(user).stream()
                .filter(connection -> connection.id().equals(id(tokens)))
                .findFirst()
                .orElseThrow();
    }

    private static Grant.Id id(JsonNode tokens) {
        return new Grant.Id(
                UUID.fromString(OAuthClient.claims(tokens.path("access_token").stringValue())
                        .path("grant")
                        .stringValue()));
    }

    private boolean lives(JsonNode tokens) {
        boolean exchanged =
                OAuthClient.exchange(auth.calls(), tokens.path("access_token").stringValue(), "schedule-service")
                                .status()
                        == 200;
        boolean refreshed =
                client.refresh(tokens.path("refresh_token").stringValue()).status() == 200;
        assertThat(refreshed).isEqualTo(exchanged);
        return exchanged;
    }
}
