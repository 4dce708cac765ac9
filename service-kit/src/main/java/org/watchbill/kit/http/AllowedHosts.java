package org.watchbill.kit.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.watchbill.kit.config.Settings;

/** Answers 403 to a {@code Host} that is not ours: the guard against DNS rebinding. */
final class AllowedHosts implements Filter {

    private final Set<String> allowed;

    AllowedHosts(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    static AllowedHosts of(Settings settings) {
        Set<String> hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
        hosts.add(settings.uri("server.public-url").getHost().toLowerCase(Locale.ROOT));
        settings.texts("server.allowed-hosts").forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        return new AllowedHosts(hosts);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String host = request.headers().get(HeaderNames.HOST).get().toLowerCase(Locale.ROOT);
        if (allowed.contains(host) || allowed.contains(host.replaceFirst(":[0-9]*\\z", ""))) {
            chain.proceed();
        } else {
            Problems.send(response, Status.FORBIDDEN_403, "The host is not allowed");
        }
    }
}
