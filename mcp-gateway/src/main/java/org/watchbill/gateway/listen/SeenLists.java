package org.watchbill.gateway.listen;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.kit.config.Secret;
import tools.jackson.databind.node.ObjectNode;

/** The lists as one listener has last heard of them, so that it hears of every change and of nothing else. */
final class SeenLists {

    private final Catalogue catalogue;
    private final Supplier<Secret> token;
    private final Consumer<ObjectNode> sink;
    private final Map<Kind, String> seen = new ConcurrentHashMap<>();

    SeenLists(Catalogue catalogue, Supplier<Secret> token, Consumer<ObjectNode> sink) {
        this.catalogue = catalogue;
        this.token = token;
        this.sink = sink;
    }

    /** Takes the lists as they are now, of those that have not been looked at yet. */
    void begin(Set<Kind> kinds) throws InterruptedException {
        for (Kind kind : kinds) {
            if (!seen.containsKey(kind)) {
                seen.put(kind, catalogue.fingerprint(kind, token.get()));
            }
        }
    }

    /** Tells of lists that are no longer as they were. */
    void look(Set<Kind> kinds) throws InterruptedException {
        for (Kind kind : kinds) {
            String now = catalogue.fingerprint(kind, token.get());
            String before = seen.put(kind, now);
            if (before != null && !before.equals(now)) {
                sink.accept(ChangeNotice.listChanged(kind));
            }
        }
    }

    /** A service says that its list has changed: by the time the listener hears of it the new one is there. */
    void changed(String upstream, Kind kind) throws InterruptedException {
        catalogue.expire(upstream, kind);
        seen.put(kind, catalogue.fingerprint(kind, token.get()));
        sink.accept(ChangeNotice.listChanged(kind));
    }

    /** Something may have been missed of these lists of a service. */
    void missed(String upstream, Set<Kind> kinds) throws InterruptedException {
        kinds.forEach(kind -> catalogue.expire(upstream, kind));
        look(kinds);
    }
}
