package org.watchbill.auth.factor.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.util.exception.WebAuthnException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.core.JacksonException;

/**
 * Tells who used a passkey (WebAuthn, section 7.2). A sign count that does not grow means that there is a clone, and is
 * refused, unless the authenticator counts nothing.
 */
public final class CheckPasskey {

    /** The tables that a check touches. */
    public record Registers(Database database, Passkeys passkeys, Users users) {}

    private record Proven(Passkeys.Credential credential, long signCount, String challengeHash, Instant challengeEnd) {}

    private final Registers registers;
    private final Challenges challenges;
    private final RelyingParty relyingParty;
    private final InstantSource time;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    public CheckPasskey(Registers registers, Challenges challenges, RelyingParty relyingParty, InstantSource time) {
        this.registers = registers;
        this.challenges = challenges;
        this.relyingParty = relyingParty;
        this.time = time;
    }

    /**
     * Who answered a challenge for {@code purpose} and {@code browser}; empty for every refusal.
     *
     * @param answer a {@link PasskeyAssertion} as JSON
     */
    public Optional<User> check(String answer, Challenges.Purpose purpose, String browser) {
        return proven(answer, purpose, browser).flatMap(this::use);
    }

    private Optional<User> use(Proven proven) {
        Instant now = time.instant();
        Passkeys.Credential credential = proven.credential();
        try {
            boolean used = registers.database().inTransaction(transaction -> {
                registers.passkeys().useChallenge(transaction, proven.challengeHash(), proven.challengeEnd(), now);
                return registers.passkeys().use(transaction, credential, proven.signCount(), now);
            });
            return used ? user(credential.passkey().user()) : Optional.empty();
        } catch (RuntimeException e) {
            if (Database.isDuplicate(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<User> user(User.Id id) {
        return registers
                .database()
                .read(reader -> registers.users().find(reader, id).filter(user -> !user.disabled()));
    }

    private Optional<Proven> proven(String answer, Challenges.Purpose purpose, String browser) {
        try {
            PasskeyAssertion sent = present(Json.read(answer.getBytes(StandardCharsets.UTF_8), PasskeyAssertion.class));
            Optional<Passkeys.Credential> credential = registers
                    .database()
                    .read(reader -> registers.passkeys().withCredentialId(reader, sent.credentialId()))
                    .filter(found -> names(sent, found.passkey().user(), purpose));
            return credential.isEmpty() ? Optional.empty() : verified(sent, credential.get(), purpose, browser);
        } catch (JsonFormatException | IllegalArgumentException | WebAuthnException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Where nobody is known yet, the authenticator itself must say whose the passkey is. */
    private static boolean names(PasskeyAssertion sent, User.Id user, Challenges.Purpose purpose) {
        return sent.userHandle().equals(RelyingParty.userHandle(user))
                || (sent.userHandle().isEmpty() && purpose == Challenges.Purpose.SECOND_STEP);
    }

    private Optional<Proven> verified(
            PasskeyAssertion sent, Passkeys.Credential credential, Challenges.Purpose purpose, String browser) {
        AuthenticationData data = manager.parse(new AuthenticationRequest(
                decoded(sent.credentialId()),
                decoded(sent.userHandle()),
                decoded(sent.authenticatorData()),
                decoded(sent.clientData()),
                decoded(sent.signature())));
        byte[] challenge = present(data.getCollectedClientData()).getChallenge().getValue();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
        Optional<Instant> end = challenges.end(text, purpose, browser);
        if (end.isEmpty()) {
            return Optional.empty();
        }
        manager.verify(
                data,
                new AuthenticationParameters(
                        relyingParty.expecting(text),
                        record(credential),
                        List.of(decoded(sent.credentialId())),
                        true,
                        true));
        long signCount = present(data.getAuthenticatorData()).getSignCount();
        return Optional.of(new Proven(credential, signCount, SecretHash.of(text), end.get()));
    }

    private CredentialRecord record(Passkeys.Credential credential) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                credential.backupEligible(),
                null,
                credential.signCount(),
                new AttestedCredentialDataConverter(converter).convert(decoded(credential.credential())),
                null,
                null,
                null,
                null);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException("A part is missing");
        }
        return part;
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
