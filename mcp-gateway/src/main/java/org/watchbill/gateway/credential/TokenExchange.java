package org.watchbill.gateway.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;
import org.watchbill.kit.token.VerifiedToken;
import tools.jackson.databind.JsonNode;

/** Changes a client's token into one for the services at auth-service: OAuth token exchange, RFC 8693. */
public final class TokenExchange {

    private static final EventLog LOG = EventLog.named(TokenExchange.class.getName());
    private static final String CLIENT_ID = "mcp-gateway";
    /** What the credential is at fault for; every other error code is the gateway's own. */
    private static final Map<String, String> CREDENTIAL_FAULTS = Map.of(
            "invalid_request",
            Admission.Denied.USUAL_REASON,
            "invalid_grant",
            Admission.Denied.USUAL_REASON,
            "interaction_required",
            "The account belongs to several organisations and a password chooses none of them;"
                    + " use an API token made for one of them");

    private static final long USUAL_PAUSE = 5;
    private static final long LONGEST_PAUSE = 3600;

    private static final String FIXED_PARAMETERS =
            "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:token-exchange", UTF_8);

    private final BackendClient authService;
    private final Map<String, String> headers;
    private final String audiences;
    private final TokenVerifier internalTokens;

    /** {@code internalTokens} verifies what comes back, for one of the {@code audiences}. */
    public TokenExchange(
            BackendClient authService, Secret clientSecret, List<String> audiences, TokenVerifier internalTokens) {
        this.authService = authService;
        this.headers = Map.of(
                "Content-Type", "application/x-www-form-urlencoded",
                "Accept", "application/json",
                "Authorization", basic(clientSecret));
        this.audiences = audiences.stream()
                .map(name -> "&audience=" + URLEncoder.encode(name, UTF_8))
                .collect(joining());
        this.internalTokens = internalTokens;
    }

    public ExchangeAnswer exchange(Credential credential) {
        String form = FIXED_PARAMETERS + audiences + "&subject_token_type="
                + URLEncoder.encode(credential.kind().tokenType(), UTF_8) + "&subject_token="
                + URLEncoder.encode(credential.value().reveal(), UTF_8);
        try {
            return read(send(form.getBytes(UTF_8)));
        } catch (BackendException e) {
            LOG.warning("auth-service does not answer a token exchange", Field.of("reason", reason(e)));
            return new ExchangeAnswer.Unavailable();
        } catch (JsonFormatException | InvalidTokenException e) {
            LOG.warning("auth-service answers a token exchange with a token of no use", Field.of("reason", reason(e)));
            return new ExchangeAnswer.Unavailable();
        }
    }

    /** An exchange may be repeated, as when the pooled connection has just been closed. */
    private BackendClient.Answer send(byte[] form) {
        try {
            return authService.post("/token", headers, form);
        } catch (BackendException e) {
            return authService.post("/token", headers, form);
        }
    }

    private ExchangeAnswer read(BackendClient.Answer answer) {
        if (answer.status() == 200) {
            return granted(Json.parse(answer.body()).path("access_token").stringValue(""));
        }
        if (answer.status() == 429) {
            return new ExchangeAnswer.Throttled(pause(answer.headers().getOrDefault("retry-after", "")));
        }
        if (answer.status() >= 500) {
            LOG.warning("auth-service fails a token exchange", Field.of("status", answer.status()));
            return new ExchangeAnswer.Unavailable();
        }
        JsonNode error = Json.parse(answer.body()).path("error");
        @Nullable String fault = CREDENTIAL_FAULTS.get(error.stringValue(""));
        if (answer.status() == 400 && fault != null) {
            return new ExchangeAnswer.Refused(fault);
        }
        LOG.warning(
                "auth-service refuses the gateway itself, check auth.client-secret-file and the names of the upstreams",
                Field.of("status", answer.status()),
                Field.of("error", error));
        return new ExchangeAnswer.Unavailable();
    }

    private ExchangeAnswer granted(String token) {
        VerifiedToken verified = internalTokens.verify(token);
        return verified.caller()
                .<ExchangeAnswer>map(caller ->
                        new ExchangeAnswer.Granted(new InternalToken(new Secret(token), verified.expiresAt(), caller)))
                .orElseThrow(() -> new InvalidTokenException("The token names no organisation"));
    }

    private static Duration pause(String retryAfter) {
        boolean seconds = retryAfter.matches("[0-9]{1,9}");
        return Duration.ofSeconds(seconds ? Math.clamp(Long.parseLong(retryAfter), 1, LONGEST_PAUSE) : USUAL_PAUSE);
    }

    private static String reason(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private static String basic(Secret clientSecret) {
        String pair = CLIENT_ID + ":" + URLEncoder.encode(clientSecret.reveal(), UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
