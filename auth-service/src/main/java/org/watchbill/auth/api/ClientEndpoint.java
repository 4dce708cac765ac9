package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;
import static org.watchbill.kit.rest.Operation.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.client.administration.ChangeClient;
import org.watchbill.auth.client.administration.DeleteClient;
import org.watchbill.auth.client.administration.FindRegisteredClients;
import org.watchbill.auth.client.administration.NewSecret;
import org.watchbill.auth.client.administration.RegisterClientByAdministrator;
import org.watchbill.auth.client.administration.RegisteredClientView;
import org.watchbill.auth.client.administration.RotateClientSecret;
import org.watchbill.auth.client.administration.WantedClient;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /clients}: the OAuth clients that the organisation registered itself. A secret is shown once, when it is made. */
public final class ClientEndpoint implements RestApi.Part {

    /** What a client is to be, as a whole. */
    public record Draft(
            String name,
            List<String> redirectUris,
            Optional<List<String>> postLogoutRedirectUris,
            String authMethod,

            @Describe("A JSON Web Key Set as text, for private_key_jwt")
            Optional<String> jwks,

            Optional<String> jwksUri,
            List<String> grantTypes,

            @Describe("What it may do in its own name, for client_credentials")
            Optional<List<String>> scopes,

            Optional<Role> role) {

        public Draft {
            redirectUris = List.copyOf(redirectUris);
            grantTypes = List.copyOf(grantTypes);
        }

        WantedClient wanted() {
            return new WantedClient(
                    name,
                    redirectUris,
                    postLogoutRedirectUris.orElse(List.of()),
                    authMethod,
                    jwks.map(Draft::keys),
                    jwksUri,
                    grantTypes,
                    scopes.orElse(List.of()),
                    role.orElse(Role.MEMBER));
        }

        private static JsonNode keys(String text) {
            try {
                return Json.parseMessage(text.getBytes(StandardCharsets.UTF_8));
            } catch (JsonFormatException e) {
                throw new RefusedException(Refusal.invalid("jwks", "jwks must be a JSON Web Key Set as text"));
            }
        }
    }

    /** What is done with clients. */
    public record UseCases(
            FindRegisteredClients find,
            RegisterClientByAdministrator register,
            ChangeClient change,
            RotateClientSecret rotate,
            DeleteClient delete) {}

    private static final String LIST = "/clients";
    private static final String ONE = LIST + "/{id}";

    private static final Operation FIND_ALL = get(
                    "list_clients", LIST, "The organisation's own clients, by name", Admissions.READ_CLIENTS)
            .answersPage(RegisteredClientView.class);
    private static final Operation FIND =
            get("get_client", ONE, "One of them", Admissions.READ_CLIENTS).answers(RegisteredClientView.class);
    private static final Operation REGISTER = post(
                    "register_client",
                    LIST,
                    "Register a client; its secret is in this answer only",
                    Admissions.CHANGE_CLIENTS)
            .takes(Draft.class)
            .creates(RegisteredClientView.class);
    private static final Operation CHANGE = patch(
                    "change_client", ONE, "Describe a client anew, as a whole", Admissions.CHANGE_CLIENTS)
            .takes(Draft.class)
            .ifUnchanged()
            .answers(RegisteredClientView.class);
    private static final Operation ROTATE = post(
                    "rotate_client_secret",
                    ONE + "/secret",
                    "Give it a new secret, which is in this answer only; the old one ends at once",
                    Admissions.CHANGE_CLIENTS)
            .ifUnchanged()
            .answers(RegisteredClientView.class);
    private static final Operation DELETE = delete(
                    "delete_client", ONE, "Delete a client with every connection through it", Admissions.CHANGE_CLIENTS)
            .ifUnchanged();

    private final UseCases useCases;

    public ClientEndpoint(UseCases useCases) {
        this.useCases = useCases;
    }

    @Override
    public void enter(RestApi api) {
        api.read(FIND_ALL, this::list)
                .read(FIND, this::find)
                .write(REGISTER, this::register)
                .write(CHANGE, this::change)
                .write(ROTATE, this::rotate)
                .write(DELETE, this::remove);
    }

    private Record list(Caller caller, RestRequest request) {
        return Items.of(useCases.find()
                .in(Tenant.of(caller), request.query().cursor(), request.query().limit())
                .map(RegisteredClientView::of));
    }

    private Record find(Caller caller, RestRequest request) {
        return useCases.find()
                .find(Tenant.of(caller), id(request))
                .map(RegisteredClientView::of)
                .orElseThrow(Tenant::nothing);
    }

    private ApiWrites.Write register(Caller caller, RestRequest request) {
        WantedClient wanted = request.body(Draft.class).wanted();
        NewSecret secret = new NewSecret();
        return request.write(
                        Json.object(),
                        transaction -> useCases.register().run(transaction, caller.organisation(), wanted, secret))
                .showing(() -> shown(secret));
    }

    private ApiWrites.Write change(Caller caller, RestRequest request) {
        ChangeClient.Order order = new ChangeClient.Order(
                id(request), request.expected(), request.body(Draft.class).wanted());
        NewSecret secret = new NewSecret();
        return request.write(
                        Json.object(),
                        transaction -> useCases.change().run(transaction, caller.organisation(), order, secret))
                .showing(() -> shown(secret));
    }

    private ApiWrites.Write rotate(Caller caller, RestRequest request) {
        RotateClientSecret.Order order = new RotateClientSecret.Order(id(request), request.expected());
        NewSecret secret = new NewSecret();
        return request.write(
                        Json.object(),
                        transaction -> useCases.rotate().run(transaction, caller.organisation(), order, secret))
                .showing(() -> shown(secret));
    }

    private ApiWrites.Write remove(Caller caller, RestRequest request) {
        DeleteClient.Order order = new DeleteClient.Order(id(request), request.expected());
        return request.write(
                Json.object(), transaction -> useCases.delete().run(transaction, caller.organisation(), order));
    }

    private static ObjectNode shown(NewSecret secret) {
        ObjectNode shown = Json.object();
        secret.given().ifPresent(text -> shown.put("client_secret", text));
        return shown;
    }

    private static String id(RestRequest request) {
        UUID id = request.id();
        return id.toString();
    }
}
