package org.watchbill.auth.client.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.PublicKeys;
import tools.jackson.databind.JsonNode;

/**
 * How a described client proves itself. Of the methods that it names, the ones that this server offers count: some clients
 * name {@code private_key_jwt} and say in {@code token_endpoint_auth_methods_supported} that they also do without.
 */
final class DocumentProofRules {

    private static final String METHOD = "token_endpoint_auth_method";

    private DocumentProofRules() {}

    static Proof proof(JsonNode document) {
        Optional<Proof.Keys> keys = keys(document);
        List<String> methods = methods(document);
        boolean none = methods.isEmpty() || methods.contains(AuthMethod.NONE.text());
        boolean signs = keys.isPresent() && methods.contains(AuthMethod.PRIVATE_KEY_JWT.text());
        if (!none && !signs) {
            throw new DocumentException("It offers no way to prove itself that this server knows");
        }
        return keys.filter(present -> signs)
                .<Proof>map(present ->
                        new Proof.SignedAssertion(none ? AuthMethod.NONE : AuthMethod.PRIVATE_KEY_JWT, present))
                .orElseGet(Proof.Nothing::new);
    }

    private static List<String> methods(JsonNode document) {
        List<String> methods = new ArrayList<>();
        if (document.path(METHOD).isString()) {
            methods.add(document.path(METHOD).stringValue());
        }
        for (JsonNode method : document.path("token_endpoint_auth_methods_supported")) {
            if (method.isString()) {
                methods.add(method.stringValue());
            }
        }
        return methods;
    }

    private static Optional<Proof.Keys> keys(JsonNode document) {
        JsonNode inline = document.path("jwks");
        JsonNode address = document.path("jwks_uri");
        if (inline.isObject() && address.isString()) {
            throw new DocumentException("It has both jwks and jwks_uri");
        }
        if (inline.isObject()) {
            return Optional.of(new Proof.Keys.Inline(PublicKeys.of(inline.toString())
                    .orElseThrow(() ->
                            new DocumentException("Its jwks cannot be read, or shows a key that must be secret"))));
        }
        if (!address.isString()) {
            return Optional.empty();
        }
        if (!DocumentUrlRules.isHttps(address.stringValue())) {
            throw new DocumentException("Its jwks_uri is not a plain https URL");
        }
        return Optional.of(new Proof.Keys.At(address.stringValue()));
    }
}
