package org.watchbill.gateway.relay;

import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Method;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.catalogue.Toolbox;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and the like: what the caller can ever use of one kind, page by page. */
public final class ListMethod implements Method {

    private final Catalogue catalogue;
    private final Kind kind;

    public ListMethod(Catalogue catalogue, Kind kind) {
        this.catalogue = catalogue;
        this.kind = kind;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        Secret token = call.caller().internalToken();
        if (kind != Kind.TOOLS) {
            return page(call, catalogue.offers(kind, token));
        }
        return switch (catalogue.tools(token, call.toolsets())) {
            case Toolbox.Chosen chosen -> page(call, chosen.tools());
            case Toolbox.NoSuchToolset none -> refused(none);
        };
    }

    static Outcome refused(Toolbox.NoSuchToolset none) {
        return Relay.invalid("Unknown toolset in the URL: " + String.join(", ", none.unknown()) + ". There are: "
                + String.join(", ", none.known()) + ", and all");
    }

    private Outcome page(Call call, List<Offer> offers) {
        List<Offer> open = offers.stream()
                .filter(offer -> offer.policy().isOpenTo(call.caller()))
                .toList();
        JsonNode cursor = call.params().path("cursor");
        Optional<Pages.Page> page = cursor.isMissingNode() ? Optional.of(Pages.first(open)) : Pages.after(cursor, open);
        return page.map(this::result).orElseGet(() -> Relay.invalid("There is no such page"));
    }

    private Outcome result(Pages.Page page) {
        ObjectNode result = Json.object();
        ArrayNode listed = result.putArray(kind.member());
        page.offers().forEach(offer -> listed.add(offer.definition()));
        page.nextCursor().ifPresent(cursor -> result.put("nextCursor", cursor));
        return new Outcome.Result(result);
    }
}
