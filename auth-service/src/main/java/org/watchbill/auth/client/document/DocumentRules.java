package org.watchbill.auth.client.document;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.ClientName;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a client's description (section 4 of the draft). What is not offered here is left out rather than refused, as real
 * clients name grant types, redirect URIs and methods that only other servers know; secrets are refused.
 */
final class DocumentRules {

    private static final int MOST_URIS = 50;

    /** What a description says. */
    record Described(String name, Client.Uris uris, Proof proof, Set<String> grantTypes) {}

    private DocumentRules() {}

    /** Throws {@link DocumentException}. */
    static Described read(String id, byte[] content) {
        JsonNode document = parsed(content);
        if (!document.isObject()) {
            throw new DocumentException("It is not a JSON object");
        }
        if (!document.path("client_id").isString()
                || !document.path("client_id").stringValue().equals(id)) {
            throw new DocumentException("Its client_id is not its own address");
        }
        if (document.hasNonNull("client_secret") || document.hasNonNull("client_secret_expires_at")) {
            throw new DocumentException("It shows a client secret");
        }
        List<RedirectUri> redirectUris = uris(document.path("redirect_uris"));
        if (redirectUris.isEmpty()) {
            throw new DocumentException("It names no redirect URI that is https or on the person's own machine");
        }
        return new Described(
                name(id, document),
                new Client.Uris(redirectUris, uris(document.path("post_logout_redirect_uris"))),
                DocumentProofRules.proof(document),
                grantTypes(document.path("grant_types")));
    }

    private static JsonNode parsed(byte[] content) {
        try {
            return Json.parseMessage(content);
        } catch (JsonFormatException e) {
            throw new DocumentException("It is not readable JSON");
        }
    }

    private static String name(String id, JsonNode document) {
        JsonNode given = document.path("client_name");
        String name = given.isString() ? ClientName.printable(given.stringValue()) : "";
        return name.isEmpty() ? URI.create(id).getHost() : name;
    }

    private static List<RedirectUri> uris(JsonNode given) {
        List<RedirectUri> uris = new ArrayList<>();
        for (JsonNode uri : given) {
            if (uri.isString() && uris.size() < MOST_URIS) {
                RedirectUri.registrable(uri.stringValue()).ifPresent(uris::add);
            }
        }
        return uris;
    }

    private static Set<String> grantTypes(JsonNode given) {
        Set<String> types = new HashSet<>(Client.FOR_PEOPLE);
        for (JsonNode type : given) {
            if (type.isString() && Client.SELF_SERVICE.contains(type.stringValue())) {
                types.add(type.stringValue());
            }
        }
        return types;
    }
}
