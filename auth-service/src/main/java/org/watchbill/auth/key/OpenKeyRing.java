package org.watchbill.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SealedText;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;

/** Loads the signing keys; at the first start of an installation makes them, once however many replicas start. */
public final class OpenKeyRing {

    private static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
    private static final int RSA_BITS = 2048;

    private final Database database;
    private final Secret encryption;
    private final InstantSource time;
    private final SigningKeys store = new SigningKeys();

    public OpenKeyRing(Database database, Secret encryption, InstantSource time) {
        this.database = database;
        this.encryption = encryption;
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
        String sealed = SealedText.seal(encryption.reveal(), use(id), jwk.toJSONString());
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
        try {
            String json = SealedText.open(encryption.reveal(), use(row.id()), row.sealedKey());
            return new SigningKey(JWSAlgorithm.parse(row.algorithm()), JWK.parse(json));
        } catch (GeneralSecurityException | ParseException e) {
            throw new ConfigurationException(
                    "keys.encryption-file does not hold the key that the signing keys in the database were sealed with");
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

    private static String use(String keyId) {
        return "signing key " + keyId;
    }
}
