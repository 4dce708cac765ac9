package org.watchbill.gateway.catalogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.RpcError;
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

/** Fetches a list of one service, page by page and within bounds. */
final class ListReader {

    private static final EventLog LOG = EventLog.named(ListReader.class.getName());
    private static final int MOST_PAGES = 100;
    private static final int MOST_OFFERS = 1000;
    private static final int LARGEST_LIST = 4 * 1024 * 1024;

    /** A list as it was read; {@code digest} differs when the list does. */
    record Read(List<Offer> offers, String digest) {}

    private final Upstream upstream;
    private final Kind kind;
    private final OfferReader offers;

    ListReader(Upstream upstream, Kind kind) {
        this.upstream = upstream;
        this.kind = kind;
        this.offers = new OfferReader(upstream, kind);
    }

    /** Empty when the service does not list; says so once unless it is known. */
    Optional<Read> read(Secret token, boolean knownToFail) throws InterruptedException {
        Gathered gathered = new Gathered();
        Optional<JsonNode> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (upstream.ask(request(token, cursor))) {
                case UpstreamAnswer.Result(ObjectNode result) -> {
                    boolean room = gathered.add(result.path(kind.member()));
                    if (!room || !result.path("nextCursor").isString()) {
                        return Optional.of(gathered.read());
                    }
                    cursor = Optional.of(result.get("nextCursor"));
                }
                case UpstreamAnswer.Failed(RpcError error) -> {
                    return error.code() == RpcError.METHOD_NOT_FOUND
                            ? Optional.of(gathered.read())
                            : failed(error, knownToFail);
                }
                case UpstreamAnswer.Lost lost -> {
                    return Optional.empty();
                }
            }
        }
        offers.report("there are more than " + MOST_PAGES + " pages", "");
        return Optional.of(gathered.read());
    }

    private Optional<Read> failed(RpcError error, boolean known) {
        if (!known) {
            LOG.warning(
                    "upstream does not list what it offers, the last list stands",
                    Field.of("upstream", upstream.name()),
                    Field.of("list", kind.member()),
                    Field.of("code", error.code()));
        }
        return Optional.empty();
    }

    private UpstreamRequest request(Secret token, Optional<JsonNode> cursor) {
        ObjectNode params = Json.object();
        cursor.ifPresent(value -> params.set("cursor", value));
        params.set(McpKeys.META, RequestMeta.OWN.addTo(Json.object()));
        return new UpstreamRequest(kind.method(), Optional.empty(), Map.of(), params, token, true);
    }

    /** The offers found so far. */
    private final class Gathered {

        private final List<Offer> found = new ArrayList<>();
        private final MessageDigest digest = sha256();
        private long size;

        /** False when no more is taken. */
        boolean add(JsonNode listed) {
            for (JsonNode one : listed) {
                if (found.size() == MOST_OFFERS || size > LARGEST_LIST) {
                    offers.report("the list is too long", "");
                    return false;
                }
                byte[] text = Json.bytes(one);
                size += text.length;
                digest.update(text);
                offers.read(one).ifPresent(found::add);
            }
            return true;
        }

        Read read() {
            return new Read(List.copyOf(found), HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
