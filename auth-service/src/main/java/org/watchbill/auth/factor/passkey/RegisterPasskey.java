package org.watchbill.auth.factor.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.util.exception.WebAuthnException;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.EnrolmentDecision;
import org.watchbill.auth.factor.FactorNews;
import org.watchbill.auth.factor.recovery.MakeRecoveryCodes;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.core.JacksonException;

/**
 * Adds a passkey to an account (WebAuthn, section 7.1): without attestation, as no maker is preferred, and with
 * verification of the user, as it is two factors in one.
 */
public final class RegisterPasskey {

    private static final int MOST = 20;
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

    /** The tables that a registration touches. */
    public record Registers(Database database, Passkeys passkeys) {}

    private record Proven(Passkeys.Credential credential, String challengeHash, Instant challengeEnd) {}

    private final Registers registers;
    private final Challenges challenges;
    private final RelyingParty relyingParty;
    private final MakeRecoveryCodes recoveryCodes;
    private final FactorNews news;
    private final InstantSource time;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    public RegisterPasskey(
            Registers registers,
            Challenges challenges,
            RelyingParty relyingParty,
            MakeRecoveryCodes recoveryCodes,
            FactorNews news,
            InstantSource time) {
        this.registers = registers;
        this.challenges = challenges;
        this.relyingParty = relyingParty;
        this.recoveryCodes = recoveryCodes;
        this.news = news;
        this.time = time;
    }

    /** {@code answer} is a {@link PasskeyRegistration} as JSON to a challenge for {@code browser}. */
    public EnrolmentDecision register(User.Id user, String name, String answer, String browser) {
        Optional<Proven> proven = proven(user, name, answer, browser);
        if (proven.isEmpty()) {
            return new EnrolmentDecision.NotProven();
        }
        try {
            return registers.database().inTransaction(transaction -> add(transaction, user, proven.get()));
        } catch (RuntimeException e) {
            if (Database.isDuplicate(e)) {
                return new EnrolmentDecision.AlreadyThere();
            }
            throw e;
        }
    }

    private EnrolmentDecision add(DbTransaction transaction, User.Id user, Proven proven) {
        List<String> codes = recoveryCodes.withFirstFactor(transaction, user);
        if (registers.passkeys().of(transaction, user).size() >= MOST) {
            return new EnrolmentDecision.TooMany();
        }
        registers.passkeys().useChallenge(transaction, proven.challengeHash(), proven.challengeEnd(), time.instant());
        registers.passkeys().insert(transaction, proven.credential());
        news.passkeyAdded(transaction, user, proven.credential().passkey().id());
        return new EnrolmentDecision.Enrolled(codes);
    }

    private Optional<Proven> proven(User.Id user, String name, String answer, String browser) {
        try {
            PasskeyRegistration sent =
                    present(Json.read(answer.getBytes(StandardCharsets.UTF_8), PasskeyRegistration.class));
            RegistrationData data =
                    manager.parse(new RegistrationRequest(decoded(sent.attestation()), decoded(sent.clientData())));
            String challenge = encoded(
                    present(data.getCollectedClientData()).getChallenge().getValue());
            Optional<Instant> end = challenges.end(challenge, Challenges.Purpose.REGISTER, browser);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            manager.verify(data, new RegistrationParameters(relyingParty.expecting(challenge), ALGORITHMS, true, true));
            return Optional.of(new Proven(credential(user, name, data), SecretHash.of(challenge), end.get()));
        } catch (JsonFormatException | IllegalArgumentException | WebAuthnException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Passkeys.Credential credential(User.Id user, String name, RegistrationData data) {
        var authenticator = present(data.getAttestationObject()).getAuthenticatorData();
        AttestedCredentialData attested = present(authenticator.getAttestedCredentialData());
        return new Passkeys.Credential(
                new Passkey(
                        new Passkey.Id(UUID.randomUUID()),
                        user,
                        encoded(attested.getCredentialId()),
                        name,
                        new Passkey.Times(time.instant(), Optional.empty())),
                encoded(new AttestedCredentialDataConverter(converter).convert(attested)),
                authenticator.getSignCount(),
                authenticator.isFlagBE());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
