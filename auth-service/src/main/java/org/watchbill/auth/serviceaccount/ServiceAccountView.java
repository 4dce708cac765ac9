package org.watchbill.auth.serviceaccount;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

/** A service account as it is answered, and digested for the audit log. */
public record ServiceAccountView(
        UUID id, String name, Role role, ServiceAccount.State state, Instant createdAt, long version) {

    public static ServiceAccountView of(ServiceAccount account) {
        return new ServiceAccountView(
                account.id().value(),
                account.name(),
                account.role(),
                account.state(),
                account.createdAt(),
                account.version());
    }

    static JsonNode json(ServiceAccount account) {
        return Json.tree(of(account));
    }

    static String digest(ServiceAccount account) {
        return CanonicalJson.digest(json(account));
    }
}
