package org.watchbill.gateway.upstream;

import java.util.List;

/** The configured services, in their order. */
public final class Upstreams implements AutoCloseable {

    private final List<Upstream> all;

    public Upstreams(List<UpstreamSetting> settings) {
        this.all = settings.stream().map(Upstream::new).toList();
    }

    public List<Upstream> all() {
        return all;
    }

    @Override
    public void close() {
        all.forEach(Upstream::close);
    }
}
