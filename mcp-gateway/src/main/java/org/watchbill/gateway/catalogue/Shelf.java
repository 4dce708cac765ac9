package org.watchbill.gateway.catalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/** All offers of one kind under their names or URIs; of two that clash the one of the earlier service counts. */
final class Shelf {

    private static final EventLog LOG = EventLog.named(Shelf.class.getName());

    /**
     * The lists of all services as one.
     *
     * @param complete whether every service has listed what it offers at least once
     */
    record Merged(List<Listing> from, Map<String, Offer> byKey, boolean complete, String digest) {}

    private final Kind kind;
    private final Map<String, UpstreamOffers> upstreams = new LinkedHashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private volatile Merged last = new Merged(List.of(), Map.of(), false, "");

    Shelf(Kind kind, List<Upstream> upstreams, InstantSource time) {
        this.kind = kind;
        upstreams.forEach(upstream -> this.upstreams.put(upstream.name(), new UpstreamOffers(upstream, kind, time)));
    }

    /** Renews what is due, all services at the same time. */
    Merged merged(Secret token) throws InterruptedException {
        List<UpstreamOffers.Renewal> renewals = new ArrayList<>();
        for (UpstreamOffers offers : upstreams.values()) {
            offers.renewal(token).ifPresent(renewals::add);
        }
        for (UpstreamOffers.Renewal renewal : renewals) {
            renewal.await();
        }
        List<Listing> listings =
                upstreams.values().stream().map(UpstreamOffers::listing).toList();
        Merged current = last;
        if (!current.from().equals(listings)) {
            current = merged(listings);
            last = current;
        }
        return current;
    }

    void expire(String upstream) {
        UpstreamOffers offers = upstreams.get(upstream);
        if (offers != null) {
            offers.expire();
        }
    }

    private Merged merged(List<Listing> listings) {
        Map<String, Offer> byKey = new LinkedHashMap<>();
        listings.stream().flatMap(listing -> listing.offers().stream()).forEach(offer -> {
            Offer earlier = byKey.putIfAbsent(offer.key(), offer);
            if (earlier != null) {
                report(offer, earlier);
            }
        });
        return new Merged(
                listings,
                Collections.unmodifiableMap(byKey),
                listings.stream().allMatch(Listing::known),
                listings.stream().map(Listing::digest).collect(Collectors.joining(" ")));
    }

    private void report(Offer offer, Offer earlier) {
        if (reported.add(offer.upstream().name() + " " + offer.key())) {
            LOG.warning(
                    "a listed thing of an upstream is left out, an earlier one has its name",
                    Field.of("list", kind.member()),
                    Field.of("key", offer.key()),
                    Field.of("upstream", offer.upstream().name()),
                    Field.of("earlier", earlier.upstream().name()));
        }
    }
}
