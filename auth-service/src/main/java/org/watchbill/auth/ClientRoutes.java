package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.client.registration.ManageRegistration;
import org.watchbill.auth.client.registration.RegisterClient;
import org.watchbill.auth.client.registration.RegistrationEndpoint;
import org.watchbill.auth.oauth.ProtocolEndpoint;
import org.watchbill.kit.http.address.ClientAddresses;

/** How clients introduce themselves. */
final class ClientRoutes {

    private final AuthParts parts;
    private final ClientAddresses addresses;
    private final InstantSource time;

    ClientRoutes(AuthParts parts, ClientAddresses addresses, InstantSource time) {
        this.parts = parts;
        this.addresses = addresses;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        RegisterClient registerClient =
                new RegisterClient(parts.database(), parts.stores().clients(), time);
        RegistrationEndpoint registration = new RegistrationEndpoint(
                registerClient,
                new ManageRegistration(parts.database(), parts.stores().clients()),
                parts.issuer(),
                addresses,
                time);
        ProtocolRoutes.write(routing, "/register", registration::register);
        routing.get("/register/{id}", ProtocolEndpoint.closed(registration::read))
                .put("/register/{id}", ProtocolEndpoint.closed(registration::change))
                .delete("/register/{id}", ProtocolEndpoint.closed(registration::delete));
    }
}
