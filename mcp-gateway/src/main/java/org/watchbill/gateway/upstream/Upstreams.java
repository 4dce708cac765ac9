package org.watchbill.gateway.upstream;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The configured services, in the order of their names. */
public final class Upstreams implements AutoCloseable {

    private final List<Upstream> all;

    public Upstreams(Map<String, URI> urls) {
        this.all = urls.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Upstream(entry.getKey(), entry.getValue()))
                .toList();
    }

    public List<Upstream> all() {
        return all;
    }

    @Override
    public void close() {
        all.forEach(Upstream::close);
    }
}
