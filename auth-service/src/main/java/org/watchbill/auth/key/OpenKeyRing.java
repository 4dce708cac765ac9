package org.watchbill.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.seal.Seal;

/** Loads the signing keys; at the first start of an installation makes them, once however many replicas start. */
public final class OpenKeyRing {

    private static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
    private static final int RSA_BITS = 2048;

    private final Database database;
    private final Seal seal;
    private final InstantSource time;
    private final SigningKeys store = new SigningKeys();

    public OpenKeyRing(Database database, Secret encryption, InstantSource time) {
        this.database = database;
        this.seal = new Seal(encryption, "signing key");
        this.time = time;
    }

    public KeyRing open() {
        List<SigningKeys.Row> stored = database.read(store::all);
        for (JWSAlgorithm algorithm : ALGORITHMS) {
            if (stored.stream().noneMatch(row -> row.algorithm().equals(algorithm.getName()))) {
                makeFirst(algorithm);
            }
        }
        return new KeyRing(database.read(store::all).stream().map(this::unseal).toList());
    }

    private void makeFirst(JWSAlgorithm algorithm) {
        JWK jwk = generate(algorithm);
        String id = jwk.getKeyID();
        String sealed = seal.close(jwk.toJSONString().getBytes(StandardCharsets.UTF_8), List.of(id));
        try {
            database.inTransaction(transaction -> {
                store.insert(transaction, new SigningKeys.Row(id, algorithm.getName(), 1, sealed), time.instant());
                return id;
            });
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
        }
    }

    private SigningKey unseal(SigningKeys.Row row) {
        byte[] json = seal.open(row.sealedKey(), List.of(row.id()))
                .orElseThrow(() -> new ConfigurationException("keys.encryption-file does not hold the key that the"
                        + " signing keys in the database were sealed with"));
        try {
            JWK jwk = JWK.parse(new String(json, StandardCharsets.UTF_8));
            return new SigningKey(JWSAlgorithm.parse(row.algorithm()), jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }

    private static JWK generate(JWSAlgorithm algorithm) {
        String id = RandomSecret.nextId();
        try {
            return algorithm.equals(JWSAlgorithm.ES256)
                    ? new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(algorithm)
                            .keyID(id)
                            .generate()
                    : new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(algorithm)
                            .keyID(id)
                            .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
