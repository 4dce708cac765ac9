package org.watchbill.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** The rotation of the signing keys, as several replicas on one database see it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KeyRotationTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration AGE = Duration.ofDays(90);
    private static final Secret ENCRYPTION = new Secret("a secret that seals the signing keys");
    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("somebody").build();

    private final MovableTime time = new MovableTime(START);
    private final Database database;
    private final OpenKeyRing office;
    private final RotateKeys rotateKeys;

    KeyRotationTest(TestDatabase kind) {
        Map<String, String> settings = new HashMap<>(kind.settings());
        settings.put("database.pool-size", "6");
        database = Database.open(Settings.of("auth-service", settings));
        office = new OpenKeyRing(database, ENCRYPTION, time);
        rotateKeys = office.rotation();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstKeysSignAtOnce() {
        KeyRing ring = office.open();
        assertThat(published(ring)).hasSize(2);
        assertThat(published(ring)).contains(signer(ring));
        assertThat(office.facts().find())
                .extracting(KeyFacts::algorithm, KeyFacts::state, KeyFacts::signsFrom)
                .containsExactly(
                        tuple("ES256", KeyFacts.State.SIGNING, START), tuple("RS256", KeyFacts.State.SIGNING, START));
    }

    @Test
    void aKeyIsPublishedAQuarterOfAnHourBeforeItSignsAndThreeHoursAfterItsSuccessorSigns() {
        KeyRing ring = office.open();
        String old = signer(ring);
        assertThat(rotate()).isEqualTo(START.plus(Duration.ofMinutes(15)));

        time.advance(Duration.ofSeconds(30));
        ring.refresh();
        assertThat(published(ring)).hasSize(4).contains(old);
        assertThat(signer(ring)).isEqualTo(old);
        assertThat(states())
                .containsExactly(
                        KeyFacts.State.SIGNING, KeyFacts.State.SIGNING, KeyFacts.State.NEXT, KeyFacts.State.NEXT);

        String signedByOld = ring.signAccessToken(CLAIMS);
        advanceTo(Duration.ofMinutes(15));
        String young = signer(ring);
        assertThat(young).isNotEqualTo(old);
        assertThat(ring.verifyAccessToken(signedByOld)).isPresent();
        assertThat(states())
                .containsExactly(
                        KeyFacts.State.OLD, KeyFacts.State.OLD, KeyFacts.State.SIGNING, KeyFacts.State.SIGNING);

        advanceTo(Duration.ofMinutes(15 + 180).minusSeconds(1));
        ring.refresh();
        assertThat(published(ring)).hasSize(4).contains(old, young);

        advanceTo(Duration.ofMinutes(15 + 180).plusSeconds(30));
        ring.refresh();
        assertThat(published(ring)).hasSize(2).contains(young).doesNotContain(old);
        assertThat(ring.verifyAccessToken(signedByOld)).isEmpty();
        assertThat(stored()).isEqualTo(4);
        rotateKeys.maintain(AGE);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void aSecondOrderBeforeTheNextKeysSignChangesNothing() {
        office.open();
        Instant first = rotate();
        time.advance(Duration.ofMinutes(14));
        assertThat(rotate()).isEqualTo(first);
        assertThat(stored()).isEqualTo(4);
        time.advance(Duration.ofMinutes(1));
        assertThat(rotate()).isEqualTo(first.plus(Duration.ofMinutes(15)));
        assertThat(stored()).isEqualTo(6);
    }

    @Test
    void keysAreReplacedByAge() {
        office.open();
        advanceTo(AGE.minusSeconds(1));
        rotateKeys.maintain(AGE);
        assertThat(stored()).isEqualTo(2);
        advanceTo(AGE);
        rotateKeys.maintain(AGE);
        rotateKeys.maintain(AGE);
        assertThat(stored()).isEqualTo(4);
    }

    @Test
    void replicasThatRotateAtOnceMakeOneNextKeyOfEachKind() throws Exception {
        office.open();
        inParallel(8, () -> rotate());
        assertThat(stored()).isEqualTo(4);
        advanceTo(AGE.plus(Duration.ofMinutes(15)));
        inParallel(8, () -> {
            rotateKeys.maintain(AGE);
            return START;
        });
        assertThat(states())
                .containsExactly(
                        KeyFacts.State.SIGNING, KeyFacts.State.SIGNING, KeyFacts.State.NEXT, KeyFacts.State.NEXT);
    }

    @Test
    void aReplicaSignsOnlyWithKeysThatEveryOtherPublishes() {
        List<KeyRing> replicas = List.of(office.open(), office.open(), office.open());
        for (int minute = 0; minute < 300; minute++) {
            if (minute == 20 || minute == 40) {
                rotate();
            }
            // One reads the keys at every request, one once in ten minutes, one lost the database after the first
            // order.
            replicas.getFirst().refresh();
            if (minute % 10 == 0) {
                replicas.get(1).refresh();
            }
            if (minute < 30) {
                replicas.getLast().refresh();
            }
            Set<String> everywhere = new HashSet<>(published(replicas.getFirst()));
            everywhere.retainAll(published(replicas.get(1)));
            int living = minute < 30 + 60 ? 3 : 2;
            for (KeyRing replica : replicas.subList(0, living)) {
                assertThat(everywhere).as("minute " + minute).contains(signer(replica));
            }
            time.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void aReplicaThatLostTheDatabaseStopsSigningAfterAnHour() {
        List<List<SigningKey>> source = new ArrayList<>();
        KeyVault vault = new KeyVault(ENCRYPTION);
        office.open();
        source.add(database.read(vault::all));
        Supplier<List<SigningKey>> broken = () -> {
            if (source.isEmpty()) {
                throw new IllegalStateException("no database");
            }
            return source.removeFirst();
        };
        KeyRing ring = new KeyRing(broken, time);
        time.advance(Duration.ofHours(1));
        ring.refresh();
        assertThat(ring.signAccessToken(CLAIMS)).isNotEmpty();
        time.advance(Duration.ofSeconds(1));
        ring.refresh();
        assertThatThrownBy(() -> ring.signAccessToken(CLAIMS)).isInstanceOf(IllegalStateException.class);
        assertThat(published(ring)).hasSize(2);
    }

    @Test
    void keysAreUnreadableWithoutTheSecret() {
        office.open();
        OpenKeyRing stranger =
                new OpenKeyRing(database, new Secret("another secret that seals the signing keys"), time);
        assertThatThrownBy(stranger::open).isInstanceOf(ConfigurationException.class);
        assertThat(office.facts().find().toString()).doesNotContain("\"d\"");
    }

    private Instant rotate() {
        return database.inTransaction(rotateKeys::rotate);
    }

    private long stored() {
        return database.read(new SigningKeys()::all).size();
    }

    private List<KeyFacts.State> states() {
        return office.facts().find().stream().map(KeyFacts::state).toList();
    }

    private void advanceTo(Duration sinceStart) {
        time.advance(Duration.between(time.instant(), START.plus(sinceStart)));
    }

    private static String signer(KeyRing ring) {
        return OAuthClient.header(ring.signAccessToken(CLAIMS)).path("kid").stringValue();
    }

    private static Set<String> published(KeyRing ring) {
        JsonNode keys = Json.parse(ring.jwks()).path("keys");
        return keys.valueStream().map(key -> key.path("kid").stringValue()).collect(Collectors.toSet());
    }

    private static void inParallel(int count, Callable<Instant> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Instant> done : threads.invokeAll(Collections.nCopies(count, work))) {
                done.get();
            }
        }
    }
}
