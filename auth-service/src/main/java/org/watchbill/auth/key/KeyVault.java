package org.watchbill.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.helidon.dbclient.DbExecute;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.seal.Seal;

/** Makes keys, and keeps them in the database sealed. */
final class KeyVault {

    static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private static final int RSA_BITS = 2048;

    private final SigningKeys store = new SigningKeys();
    private final Seal seal;

    KeyVault(Secret encryption) {
        this.seal = new Seal(encryption, "signing key");
    }

    List<SigningKey> all(DbExecute reader) {
        return store.all(reader).stream().map(this::opened).toList();
    }

    /** Makes and keeps a key; fails on a duplicate when somebody else made that generation first. */
    void add(DbExecute transaction, JWSAlgorithm algorithm, int generation, Instant createdAt, Instant signsFrom) {
        JWK jwk = generate(algorithm);
        String sealed = seal.close(jwk.toJSONString().getBytes(StandardCharsets.UTF_8), List.of(jwk.getKeyID()));
        store.insert(
                transaction,
                new SigningKeys.Row(jwk.getKeyID(), algorithm.getName(), generation, sealed, createdAt, signsFrom));
    }

    /** Keeps out everybody else who rotates until the transaction ends. */
    void lock(DbExecute transaction) {
        store.lock(transaction);
    }

    void delete(DbExecute transaction, String id) {
        store.delete(transaction, id);
    }

    private SigningKey opened(SigningKeys.Row row) {
        byte[] json = seal.open(row.sealedKey(), List.of(row.id()))
                .orElseThrow(() -> new ConfigurationException("keys.encryption-file does not hold the key that the"
                        + " signing keys in the database were sealed with"));
        try {
            JWK jwk = JWK.parse(new String(json, StandardCharsets.UTF_8));
            return new SigningKey(
                    JWSAlgorithm.parse(row.algorithm()), jwk, row.generation(), row.createdAt(), row.signsFrom());
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
