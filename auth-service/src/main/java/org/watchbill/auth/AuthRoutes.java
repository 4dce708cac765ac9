package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.invitation.InvitationLimits;
import org.watchbill.auth.provider.ProviderParts;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.address.ClientAddresses;

/** Every path of the public socket, by area. */
final class AuthRoutes {

    private final Settings settings;
    private final AuthParts parts;
    private final InstantSource time;

    AuthRoutes(Settings settings, AuthParts parts, InstantSource time) {
        this.settings = settings;
        this.parts = parts;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        CheckPassword checkPassword = PageParts.checkPassword(parts, time);
        PageParts pages = PageParts.build(settings, parts, checkPassword, time);
        ProviderParts providers = ProviderRoutes.providers(settings, parts, time);
        ClientAddresses addresses = ClientAddresses.of(settings);
        new ProtocolRoutes(parts).onPublic(routing);
        new ClientRoutes(parts, addresses, time).onPublic(routing);
        new TokenRoutes(settings, parts, checkPassword, time).onPublic(routing);
        ClientAuthentication authentication = TokenRoutes.authentication(settings, parts, time);
        new AuthorizationRoutes(parts, pages, authentication, addresses, time).onPublic(routing);
        new DeviceRoutes(parts, pages, authentication, addresses, time).onPublic(routing);
        new SignInRoutes(parts, pages, time).onPublic(routing);
        new SecurityRoutes(settings, parts, pages, time).onPublic(routing);
        new ProviderRoutes(providers, pages, time).onPublic(routing);
        new PeopleRoutes(parts, pages, checkPassword, time).onPublic(routing);
        new AccountRoutes(parts, pages, time).onPublic(routing);
        InvitationLimits invitations = new InvitationLimits(time);
        new ApiRoutes(parts, providers, invitations, time).onPublic(routing);
        new AdminRoutes(parts, providers, pages, invitations, time).onPublic(routing);
    }
}
