package org.watchbill.gateway.catalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/** All tools of all services under their names; of two with the same name the one of the earlier service counts. */
public final class Catalogue {

    private static final EventLog LOG = EventLog.named(Catalogue.class.getName());

    /** What is known of a tool's name. */
    public sealed interface Lookup {

        record Found(CatalogueTool tool) implements Lookup {}

        record Unknown() implements Lookup {}

        /** A service that has never listed its tools may have it. */
        record Undecided() implements Lookup {}
    }

    private final List<UpstreamTools> upstreams;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public Catalogue(Upstreams upstreams, InstantSource time) {
        this.upstreams = upstreams.all().stream()
                .map(upstream -> new UpstreamTools(upstream, time))
                .toList();
    }

    /** In the order of the services' names, then as each lists them. */
    public List<CatalogueTool> tools(Secret token) throws InterruptedException {
        return List.copyOf(merged(listings(token)).values());
    }

    public Lookup find(Secret token, String name) throws InterruptedException {
        List<UpstreamTools.Listing> listings = listings(token);
        CatalogueTool tool = merged(listings).get(name);
        if (tool != null) {
            return new Lookup.Found(tool);
        }
        return listings.stream().allMatch(UpstreamTools.Listing::known) ? new Lookup.Unknown() : new Lookup.Undecided();
    }

    private List<UpstreamTools.Listing> listings(Secret token) throws InterruptedException {
        List<UpstreamTools.Listing> listings = new ArrayList<>();
        for (UpstreamTools tools : upstreams) {
            listings.add(tools.listing(token));
        }
        return listings;
    }

    private Map<String, CatalogueTool> merged(List<UpstreamTools.Listing> listings) {
        Map<String, CatalogueTool> byName = new LinkedHashMap<>();
        listings.stream().flatMap(listing -> listing.tools().stream()).forEach(tool -> {
            CatalogueTool earlier = byName.putIfAbsent(tool.name(), tool);
            if (earlier != null && reported.add(tool.upstream().name() + " " + tool.name())) {
                LOG.warning(
                        "tool is left out, an earlier upstream has one of that name",
                        Field.of("tool", tool.name()),
                        Field.of("upstream", tool.upstream().name()),
                        Field.of("earlier", earlier.upstream().name()));
            }
        });
        return byName;
    }
}
