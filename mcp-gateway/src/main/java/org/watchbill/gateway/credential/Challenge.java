package org.watchbill.gateway.credential;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.token.dpop.DpopProof;
import tools.jackson.databind.JsonNode;

/** The {@code WWW-Authenticate} values that tell a client where and for what to sign in (RFC 6750, RFC 9728). */
public final class Challenge {

    private final String metadataUrl;
    private final String baseScopes;

    public Challenge(String metadataUrl, List<String> baseScopes) {
        this.metadataUrl = metadataUrl;
        this.baseScopes = String.join(" ", baseScopes);
    }

    public String missingToken() {
        return "Bearer resource_metadata=\"" + metadataUrl + "\", scope=\"" + baseScopes + "\"";
    }

    public String invalidToken() {
        return "Bearer error=\"invalid_token\", error_description=\"The access token is invalid or has expired\", "
                + "resource_metadata=\"" + metadataUrl + "\", scope=\"" + baseScopes + "\"";
    }

    /** For a token that is bound to a key (RFC 9449 section 7.1). */
    public String invalidProof() {
        return "DPoP error=\"invalid_dpop_proof\", algs=\"" + String.join(" ", DpopProof.ALGORITHMS)
                + "\", resource_metadata=\"" + metadataUrl + "\", scope=\"" + baseScopes + "\"";
    }

    /**
     * Refuses a request with 403 and asks for {@code scope} beside what every connection asks for: some clients ask for just
     * what they are told and then lose the rest.
     */
    public Reply.Message reply(JsonNode id, String scope) {
        RpcError error = RpcError.of(RpcError.INSUFFICIENT_SCOPE, "The token lacks the scope " + scopeText(scope));
        return Reply.error(403, id, error).with("WWW-Authenticate", insufficientScope(scope));
    }

    private String insufficientScope(String scope) {
        return "Bearer error=\"insufficient_scope\", scope=\"" + wholeScope(scope) + "\", resource_metadata=\""
                + metadataUrl + "\", error_description=\"The operation needs more scope\"";
    }

    private String wholeScope(String scope) {
        return Stream.of(baseScopes, scopeText(scope))
                .flatMap(scopes -> Stream.of(scopes.split(" ", -1)))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Scope tokens of RFC 6749 section 3.3 only, so that no upstream can write into the header. */
    private static String scopeText(String scope) {
        return scope.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "");
    }
}
