package org.watchbill.auth.administration.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.administration.RoleInput;
import org.watchbill.auth.client.administration.RegisteredClientView;
import org.watchbill.auth.client.administration.WantedClient;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

/** The questions about a client, with what was answered. */
record ClientForm(
        String name,
        Addresses addresses,
        String authMethod,
        String jwksUri,
        List<String> grantTypes,
        List<String> scopes,
        Role role) {

    /** A URI a line. */
    record Addresses(String redirect, String postLogout) {}

    static final ClientForm BLANK = new ClientForm(
            "",
            new Addresses("", ""),
            "client_secret_basic",
            "",
            List.of("authorization_code", "refresh_token"),
            List.of(),
            Role.MEMBER);

    ClientForm {
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
    }

    static ClientForm of(Parameters form) {
        return new ClientForm(
                form.optional("name").orElse("").strip(),
                new Addresses(
                        form.optional("redirect_uris").orElse(""),
                        form.optional("post_logout_redirect_uris").orElse("")),
                form.optional("auth_method").orElse(""),
                form.optional("jwks_uri").orElse("").strip(),
                form.all("grant_type"),
                form.all("scope"),
                RoleInput.read(form.optional("role").orElse("")));
    }

    static ClientForm of(RegisteredClientView client) {
        return new ClientForm(
                client.name(),
                new Addresses(
                        String.join("\n", client.redirectUris()), String.join("\n", client.postLogoutRedirectUris())),
                client.authMethod(),
                client.jwksUri().orElse(""),
                client.grantTypes(),
                client.scopes(),
                client.role());
    }

    /** {@code jwks} are keys that the client has already; they stay unless there is an address of keys now. */
    WantedClient wanted(Optional<String> jwks) {
        boolean signs = authMethod.equals("private_key_jwt");
        Optional<JsonNode> kept = jwks.filter(set -> signs && jwksUri.isEmpty())
                .map(set -> Json.parse(set.getBytes(StandardCharsets.UTF_8)));
        return new WantedClient(
                name,
                lines(addresses.redirect()),
                lines(addresses.postLogout()),
                authMethod,
                kept,
                Optional.of(jwksUri).filter(uri -> !uri.isEmpty()),
                grantTypes,
                scopes,
                role);
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    List<FormPage.Input> inputs() {
        Set<String> method = Set.of(authMethod);
        return List.of(
                new FormPage.Input.Line("name", "Name", name, 200, "People see it when they are asked to allow it."),
                new FormPage.Input.Boxes(
                        "grant_type",
                        "It may",
                        List.of(
                                grant("authorization_code", "act for people who sign in"),
                                grant("refresh_token", "stay connected"),
                                grant(
                                        "urn:ietf:params:oauth:grant-type:device_code",
                                        "let devices without a browser in"),
                                grant("client_credentials", "act in its own name"))),
                new FormPage.Input.Lines(
                        "redirect_uris",
                        "Redirect addresses",
                        addresses.redirect(),
                        24_000,
                        "One a line. Where answers go when it acts for people."),
                new FormPage.Input.Lines(
                        "post_logout_redirect_uris",
                        "Addresses after signing out",
                        addresses.postLogout(),
                        24_000,
                        "One a line. May be left empty."),
                new FormPage.Input.Choice(
                        "auth_method",
                        "It proves itself by",
                        List.of(
                                FormPage.Option.of("client_secret_basic", "a secret in the header", method),
                                FormPage.Option.of("client_secret_post", "a secret in the form", method),
                                FormPage.Option.of("private_key_jwt", "its own signature", method),
                                FormPage.Option.of("none", "nothing: an app that can keep no secret", method)),
                        ""),
                new FormPage.Input.Line(
                        "jwks_uri", "Address of its public keys", jwksUri, 2048, "Only for its own signature."),
                new FormPage.Input.Boxes("scope", "In its own name it may", rights()),
                RoleInput.of(role));
    }

    private FormPage.Option grant(String value, String label) {
        return new FormPage.Option(value, label, "", grantTypes.contains(value));
    }

    private List<FormPage.Option> rights() {
        return Scopes.all().stream()
                .map(scope -> new FormPage.Option(
                        scope.name(),
                        scope.words(),
                        scope.changes() ? "changes things" : "",
                        scopes.contains(scope.name())))
                .toList();
    }
}
