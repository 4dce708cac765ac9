package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.client.RegisterClient;
import org.watchbill.auth.client.RegistrationEndpoint;

/** How clients introduce themselves. */
final class ClientRoutes {

    private final AuthParts parts;
    private final InstantSource time;

    ClientRoutes(AuthParts parts, InstantSource time) {
        this.parts = parts;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        RegisterClient registerClient =
                new RegisterClient(parts.database(), parts.stores().clients(), time);
        ProtocolRoutes.write(routing, "/register", new RegistrationEndpoint(registerClient, time)::register);
    }
}
