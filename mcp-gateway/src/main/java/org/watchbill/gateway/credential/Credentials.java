package org.watchbill.gateway.credential;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;
import org.watchbill.kit.token.VerifiedToken;

/** Admits requests by the bearer token in their {@code Authorization} header, the only place where one is looked for. */
public final class Credentials {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final TokenVerifier tokens;
    private final ExchangedTokens exchanged;

    public Credentials(TokenVerifier tokens, ExchangedTokens exchanged) {
        this.tokens = tokens;
        this.exchanged = exchanged;
    }

    public Admission admit(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            return new Admission.Denied(false);
        }
        Matcher bearer = BEARER.matcher(authorization.get());
        if (!bearer.matches()) {
            return new Admission.Denied(true);
        }
        try {
            return exchange(bearer.group(1), tokens.verify(bearer.group(1)));
        } catch (InvalidTokenException e) {
            return new Admission.Denied(true);
        } catch (BackendException e) {
            return new Admission.Unavailable();
        }
    }

    private Admission exchange(String credential, VerifiedToken verified) {
        return switch (exchanged.of(credential)) {
            case ExchangeAnswer.Granted granted -> new Admission.Admitted(identity(verified, granted.token()));
            case ExchangeAnswer.Refused refused -> new Admission.Denied(true);
            case ExchangeAnswer.Unavailable unavailable -> new Admission.Unavailable();
        };
    }

    private static Identity identity(VerifiedToken verified, InternalToken token) {
        Caller caller = token.caller();
        Principal principal =
                new Principal(verified.subject(), caller.organisation().id().toString(), verified.clientId());
        return new Identity(principal, caller.isAdmin(), token.value());
    }
}
