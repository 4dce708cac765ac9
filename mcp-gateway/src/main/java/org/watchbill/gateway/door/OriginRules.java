package org.watchbill.gateway.door;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** From which web origins browsers may come: the gateway's own and the configured ones. */
public final class OriginRules {

    private final Set<String> allowed;

    public OriginRules(URI publicUrl, List<String> others) {
        Set<String> origins = new HashSet<>();
        origins.add(originOf(publicUrl));
        others.forEach(origin -> origins.add(origin.toLowerCase(Locale.ROOT)));
        this.allowed = Set.copyOf(origins);
    }

    /** {@code host} is the Host header, which the server has checked; its origin is the gateway's own, too. */
    boolean allows(String origin, String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(lower) || lower.equals("http://" + host.toLowerCase(Locale.ROOT));
    }

    private static String originOf(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT);
    }
}
