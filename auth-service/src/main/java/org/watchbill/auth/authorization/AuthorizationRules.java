package org.watchbill.auth.authorization;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.consent.Wish;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.scope.ScopeRules;

/** Checks an authorization request of a known client with a good redirect URI, in order; the first fault is the answer. */
final class AuthorizationRules {

    private static final int LONGEST_STATE = 2048;
    private static final int LONGEST_NONCE = 500;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account", "create");
    private static final int LONGEST_QUERY = 8000;
    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e&&[^\\\\\"<>#]]*");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private AuthorizationRules() {}

    /** {@code pushed} is the hash of the reference to a pushed request, empty for others. */
    static AuthorizationRequest check(Parameters query, FindClient.Found found, Resources resources, String pushed) {
        String state = state(query);
        query.refuseRepeated(Set.of("resource"));
        refuseRequestObjects(query);
        checkResponse(query);
        checkPrompt(query);
        return new AuthorizationRequest(
                new Wish(found.client().id(), ScopeRules.recognised(query.words("scope")), resources.requested(query)),
                found.redirectUri(),
                state,
                challenge(query),
                nonce(query),
                pushed);
    }

    /** The state to return with an answer; throws when it is repeated or too long to be returned. */
    static String state(Parameters query) {
        return query.optional("state")
                .map(state -> {
                    if (state.length() > LONGEST_STATE) {
                        throw OAuthException.invalidRequest("state is longer than 2048 characters");
                    }
                    return state;
                })
                .orElse("");
    }

    /**
     * Whether a client is told what is wrong without the person's press: when an administrator vouches for it, or when the
     * answer stays on the person's own machine. Anybody can register the rest, and would have an open redirector.
     */
    static boolean isToldUnasked(Client client, String redirectUri) {
        return client.kind() == Client.Kind.REGISTERED || new RedirectUri(redirectUri).isNative();
    }

    /** The query of a request that was sent as a form; throws when it is none or too long to be one. */
    static String query(String form) {
        if (form.length() > LONGEST_QUERY || !QUERY.matcher(form).matches()) {
            throw OAuthException.invalidRequest("The request is too long or not correctly encoded");
        }
        return form;
    }

    static boolean isSilent(Parameters query) {
        return query.all("prompt").equals(List.of("none"));
    }

    /** Whether a person who signed in at {@code signedInAt} is asked for the password again (OpenID Connect Core 3.1.2.1). */
    static boolean mustSignInAgain(Parameters query, Instant signedInAt, Instant now) {
        return query.all("prompt").stream()
                        .anyMatch(prompt -> List.of(prompt.split(" ")).contains("login"))
                || query.all("max_age").stream()
                        .filter(AuthorizationRules::isSeconds)
                        .anyMatch(age -> now.isAfter(signedInAt.plusSeconds(Long.parseLong(age))));
    }

    /** The raw query with which a request goes on once somebody has just signed in. */
    static String afterSignIn(String rawQuery) {
        return Arrays.stream(rawQuery.split("&"))
                .filter(parameter -> !parameter.startsWith("prompt=") && !parameter.startsWith("max_age="))
                .collect(Collectors.joining("&"));
    }

    private static boolean isSeconds(String text) {
        return SECONDS.matcher(text).matches();
    }

    private static void refuseRequestObjects(Parameters query) {
        if (query.optional("request").isPresent()) {
            throw new OAuthException(OAuthError.REQUEST_NOT_SUPPORTED, "Request objects are not supported");
        }
        if (query.optional("request_uri").isPresent()) {
            throw new OAuthException(
                    OAuthError.REQUEST_URI_NOT_SUPPORTED, "request_uri must refer to a pushed request");
        }
    }

    private static void checkResponse(Parameters query) {
        if (!query.required("response_type").equals("code")) {
            throw new OAuthException(OAuthError.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code");
        }
        if (query.optional("response_mode")
                .filter(mode -> !mode.equals("query"))
                .isPresent()) {
            throw OAuthException.invalidRequest("response_mode must be query");
        }
    }

    private static void checkPrompt(Parameters query) {
        Set<String> prompts = query.words("prompt");
        if (!PROMPTS.containsAll(prompts) || (prompts.contains("none") && prompts.size() > 1)) {
            throw OAuthException.invalidRequest("prompt is invalid");
        }
        if (query.optional("max_age").filter(age -> !isSeconds(age)).isPresent()) {
            throw OAuthException.invalidRequest("max_age must be a number of seconds");
        }
    }

    private static String challenge(Parameters query) {
        String challenge = query.required("code_challenge");
        if (!query.optional("code_challenge_method").orElse("plain").equals("S256")) {
            throw OAuthException.invalidRequest("code_challenge_method must be S256");
        }
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw OAuthException.invalidRequest("code_challenge is not an S256 challenge");
        }
        return challenge;
    }

    private static String nonce(Parameters query) {
        String nonce = query.optional("nonce").orElse("");
        if (nonce.length() > LONGEST_NONCE) {
            throw OAuthException.invalidRequest("nonce is longer than 500 characters");
        }
        return nonce;
    }
}
