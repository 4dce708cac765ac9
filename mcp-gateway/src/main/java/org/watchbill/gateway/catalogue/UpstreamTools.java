package org.watchbill.gateway.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.upstream.RequestMeta;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.gateway.upstream.UpstreamRequest;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of one service as last listed. While it is down the last list stands. */
final class UpstreamTools {

    private static final EventLog LOG = EventLog.named(UpstreamTools.class.getName());
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_PAGES = 100;
    private static final int MOST_REPORTED = 1000;

    /** {@code known} is false until the service has answered once. */
    record Listing(List<CatalogueTool> tools, boolean known, Instant renewAt) {}

    private final Upstream upstream;
    private final InstantSource time;
    private final Semaphore renewing = new Semaphore(1);
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private volatile Listing listing = new Listing(List.of(), false, Instant.MIN);

    UpstreamTools(Upstream upstream, InstantSource time) {
        this.upstream = upstream;
        this.time = time;
    }

    /** The listing; while one caller renews a list that stands, the others go on with it. */
    Listing listing(Secret token) throws InterruptedException {
        if (isFresh()) {
            return listing;
        }
        boolean first = !listing.known();
        if (first) {
            renewing.acquire();
        } else if (!renewing.tryAcquire()) {
            return listing;
        }
        try {
            if (!isFresh()) {
                listing = renewed(token);
            }
            return listing;
        } finally {
            renewing.release();
        }
    }

    private boolean isFresh() {
        return time.instant().isBefore(listing.renewAt());
    }

    private Listing renewed(Secret token) throws InterruptedException {
        Optional<List<CatalogueTool>> tools = fetch(token);
        Instant now = time.instant();
        return tools.map(fetched -> new Listing(fetched, true, now.plus(FRESH)))
                .orElseGet(() -> new Listing(listing.tools(), listing.known(), now.plus(PAUSE)));
    }

    private Optional<List<CatalogueTool>> fetch(Secret token) throws InterruptedException {
        List<CatalogueTool> tools = new ArrayList<>();
        Optional<JsonNode> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            if (!(upstream.ask(request(token, cursor)) instanceof UpstreamAnswer.Result(ObjectNode result))) {
                LOG.warning(
                        "upstream does not list its tools, the last list stands",
                        Field.of("upstream", upstream.name()));
                return Optional.empty();
            }
            result.path("tools")
                    .valueStream()
                    .filter(UpstreamTools::isTool)
                    .map(tool -> read((ObjectNode) tool))
                    .flatMap(Optional::stream)
                    .forEach(tools::add);
            if (!result.path("nextCursor").isString()) {
                return Optional.of(List.copyOf(tools));
            }
            cursor = Optional.of(result.get("nextCursor"));
        }
        LOG.warning("upstream lists more pages of tools than are read", Field.of("upstream", upstream.name()));
        return Optional.of(List.copyOf(tools));
    }

    /** A tool that breaks the rules for parameter headers is not offered, as clients would drop it. */
    private Optional<CatalogueTool> read(ObjectNode listed) {
        try {
            return Optional.of(CatalogueTool.of(listed, upstream));
        } catch (IllegalArgumentException e) {
            String name = listed.path("name").stringValue("");
            if (reported.size() < MOST_REPORTED && reported.add(name)) {
                LOG.warning(
                        "tool is left out, its parameter headers break the rules",
                        Field.of("upstream", upstream.name()),
                        Field.of("tool", name),
                        Field.of("reason", String.valueOf(e.getMessage())));
            }
            return Optional.empty();
        }
    }

    private static boolean isTool(JsonNode listed) {
        return listed.isObject()
                && !listed.path("name").stringValue("").isEmpty()
                && "object".equals(listed.path("inputSchema").path("type").stringValue(""));
    }

    private static UpstreamRequest request(Secret token, Optional<JsonNode> cursor) {
        ObjectNode params = Json.object();
        cursor.ifPresent(value -> params.set("cursor", value));
        params.set(McpKeys.META, RequestMeta.OWN.addTo(Json.object()));
        return new UpstreamRequest("tools/list", Optional.empty(), Map.of(), params, token, true);
    }
}
