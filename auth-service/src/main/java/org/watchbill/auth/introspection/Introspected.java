package org.watchbill.auth.introspection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.token.TokenSubject;

/** A token that is worth something, with the rights that it has now, which may be fewer than when it was issued. */
record Introspected(TokenSubject subject, String audience, Set<String> scopes, Instant end) {

    Introspected {
        scopes = Set.copyOf(scopes);
    }

    Introspected boundTo(String key) {
        return new Introspected(subject.boundTo(key), audience, scopes, end);
    }

    /** The answer's members; those of RFC 7662 section 2.2 and the suite's own of access tokens. */
    Map<String, Object> members(String issuer) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("active", true);
        members.put("iss", issuer);
        members.put("sub", subject.subject());
        members.put("aud", audience);
        members.put("client_id", subject.clientId());
        members.put("scope", String.join(" ", new TreeSet<>(scopes)));
        members.put("token_type", subject.isBound() ? "DPoP" : "Bearer");
        members.put("exp", end.getEpochSecond());
        members.put("grant", subject.grant());
        members.putAll(subject.claims());
        return members;
    }
}
