package org.watchbill.auth.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.watchbill.kit.refusal.Refusal;

/** What an order of a provider must look like. */
final class ProviderOrderRules {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_ISSUER = 2000;
    private static final int LONGEST_CREDENTIAL = 500;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private ProviderOrderRules() {}

    static Optional<Refusal> objection(ProviderOrder order) {
        String name = order.name().strip();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || HIDDEN.matcher(name).find()) {
            return Optional.of(Refusal.invalid("name", "The name has 1 to 80 visible characters"));
        }
        if (!isIssuer(order.issuer())) {
            return Optional.of(
                    Refusal.invalid("issuer", "The issuer is an https URL without user name, query and fragment"));
        }
        if (!isCredential(order.clientId())) {
            return Optional.of(Refusal.invalid("client_id", "The client id has 1 to 500 visible ASCII characters"));
        }
        return order.clientSecret().filter(secret -> !isCredential(secret)).isPresent()
                ? Optional.of(Refusal.invalid("client_secret", "The secret has 1 to 500 visible ASCII characters"))
                : Optional.empty();
    }

    private static boolean isCredential(String text) {
        return text.length() <= LONGEST_CREDENTIAL && VISIBLE.matcher(text).matches();
    }

    private static boolean isIssuer(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            return text.length() <= LONGEST_ISSUER
                    && "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
