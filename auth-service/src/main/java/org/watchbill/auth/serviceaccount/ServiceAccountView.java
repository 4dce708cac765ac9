package org.watchbill.auth.serviceaccount;

import java.util.Locale;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** A service account as it is answered, and digested for the audit log. */
public record ServiceAccountView(String id, String name, String role, String state, String createdAt, long version) {

    static JsonNode json(ServiceAccount account) {
        return Json.tree(new ServiceAccountView(
                account.id().toString(),
                account.name(),
                account.role().name().toLowerCase(Locale.ROOT),
                account.state().name().toLowerCase(Locale.ROOT),
                account.createdAt().toString(),
                account.version()));
    }

    static String digest(ServiceAccount account) {
        return CanonicalJson.digest(json(account));
    }
}
