package org.watchbill.auth.security;

import java.util.ArrayList;
import java.util.List;
import org.watchbill.auth.factor.totp.TotpOffer;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;

/**
 * How an authenticator app gets its secret, and the form for its first code.
 *
 * @param secret in groups of four
 * @param sealed the secret to be handed back
 * @param problem what was wrong with the last code, empty at first
 */
public record AppPage(Navigation navigation, String csrf, QrImage image, String secret, String sealed, String problem)
        implements Page {

    private static final int GROUP = 4;

    static AppPage of(Navigation navigation, String csrf, TotpOffer offer, String problem) {
        return new AppPage(navigation, csrf, QrImage.of(offer.uri()), grouped(offer.text()), offer.sealed(), problem);
    }

    private static String grouped(String text) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < text.length(); i += GROUP) {
            groups.add(text.substring(i, Math.min(i + GROUP, text.length())));
        }
        return String.join(" ", groups);
    }

    @Override
    public String template() {
        return "authenticator-app";
    }

    @Override
    public String toString() {
        return "AppPage[hidden]";
    }
}
