package org.watchbill.gateway.limit;

import java.time.InstantSource;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.HttpServer;

/** All bounds on what a caller may do. */
public record CallerLimits(RequestLimits requests, StreamSlots streams) {

    public static CallerLimits of(Settings settings, SharedState state, InstantSource time) {
        LimitSettings bounds = LimitSettings.of(settings);
        return new CallerLimits(new RequestLimits(state, bounds, time), new StreamSlots(bounds.streams()));
    }

    /** Shows in the metrics how often a bound was reached. */
    public void countOn(HttpServer server) {
        server.counter(
                "limits.refused.principal", "Requests of principals that came too often", requests.refusedPrincipals());
        server.counter(
                "limits.refused.address",
                "Requests of addresses that sent too many without a good credential",
                requests.refusedAddresses());
        server.counter(
                "limits.refused.streams", "Streams and calls of principals that had too many", streams.refused());
    }
}
