package org.watchbill.gateway.limit;

import org.watchbill.gateway.shared.Allowance;
import org.watchbill.kit.config.Settings;

/**
 * The configured bounds.
 *
 * @param principal requests of one principal
 * @param address requests from one address without a good credential
 * @param streams streams and calls in progress of one principal
 */
public record LimitSettings(Allowance principal, Allowance address, int streams) {

    private static final int MOST = 1_000_000;

    public static LimitSettings of(Settings settings) {
        return new LimitSettings(
                allowance(settings, "limits.per-principal"),
                allowance(settings, "limits.per-address"),
                settings.number("limits.streams-per-principal", 1, MOST));
    }

    private static Allowance allowance(Settings settings, String key) {
        return new Allowance(settings.number(key + "-burst", 1, MOST), settings.number(key, 1, MOST));
    }
}
