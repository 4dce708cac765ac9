package org.watchbill.gateway.listen;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.upstream.Discoveries;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.kit.config.Secret;
import tools.jackson.databind.node.ObjectNode;

/** Opens subscriptions to what changes behind the gateway. */
public final class Listening {

    private final Upstreams upstreams;
    private final Discoveries discoveries;
    private final Catalogue catalogue;
    private final InstantSource time;

    public Listening(Upstreams upstreams, Discoveries discoveries, Catalogue catalogue, InstantSource time) {
        this.upstreams = upstreams;
        this.discoveries = discoveries;
        this.catalogue = catalogue;
        this.time = time;
    }

    /**
     * Begins to listen; returns when every service has agreed or refused, after 2 s at most. A list that changes is told of
     * even if its service offers no listening, within about a minute, and the new list is there before it is told. After a
     * gap, resources and tasks are reported once.
     *
     * @param token the newest token for the services, asked whenever one is needed
     * @param sink takes notifications without subscription id, one at a time, from any thread; must not block for long
     */
    public Subscription open(Supplier<Secret> token, Interest interest, Consumer<ObjectNode> sink)
            throws InterruptedException {
        Subscription.Gate gate = new Subscription.Gate(sink);
        SeenLists lists = new SeenLists(catalogue, token, gate);
        Subscription subscription = new Subscription(
                upstreams, new ServiceListening.Listener(discoveries, catalogue, token, lists, gate), gate, time);
        try {
            subscription.begin(interest);
            return subscription;
        } catch (InterruptedException | RuntimeException e) {
            subscription.close();
            throw e;
        }
    }
}
