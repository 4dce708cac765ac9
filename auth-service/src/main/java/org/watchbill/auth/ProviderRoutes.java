package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.time.InstantSource;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.provider.BeginProviderSignIn;
import org.watchbill.auth.provider.ExternalIdentities;
import org.watchbill.auth.provider.FinishProviderSignIn;
import org.watchbill.auth.provider.PendingSignIns;
import org.watchbill.auth.provider.ProviderParts;
import org.watchbill.auth.provider.ProviderSignInEndpoint;
import org.watchbill.auth.provider.Providers;
import org.watchbill.auth.provider.remote.ProviderDirectory;
import org.watchbill.auth.provider.remote.ProviderTokens;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.seal.Seal;

/** Signing in by an organisation's own provider. */
final class ProviderRoutes {

    private final ProviderParts providers;
    private final PageParts pages;
    private final InstantSource time;

    ProviderRoutes(ProviderParts providers, PageParts pages, InstantSource time) {
        this.providers = providers;
        this.pages = pages;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        ProviderSignInEndpoint signIn = new ProviderSignInEndpoint(
                new BeginProviderSignIn(providers, time),
                new FinishProviderSignIn(providers, time),
                pages.guard(),
                pages.door(),
                new Ceiling(60, Duration.ofMinutes(15), time));
        routing.get(ProviderSignInEndpoint.PATH, PageEndpoint.of(signIn::form))
                .post(ProviderSignInEndpoint.PATH, PageEndpoint.of(signIn::begin))
                .get(ProviderSignInEndpoint.CALLBACK, PageEndpoint.of(signIn::callback));
    }

    static ProviderParts providers(Settings settings, AuthParts parts, InstantSource time) {
        GuardedClient outbound = parts.outside().client();
        return new ProviderParts(
                parts.database(),
                new Providers(),
                new ExternalIdentities(),
                new PendingSignIns(),
                new ProviderParts.People(
                        parts.stores().users(),
                        parts.stores().memberships(),
                        parts.recording().events()),
                new ProviderDirectory(outbound, time),
                new ProviderTokens(
                        outbound,
                        new Seal(settings.secret("keys.encryption-file"), "identity provider secret"),
                        parts.issuer() + ProviderSignInEndpoint.CALLBACK));
    }
}
