package org.watchbill.auth.consent;

import java.net.URI;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.RedirectUri;

/**
 * Who wants in and where the access goes, as far as the person can judge it.
 *
 * @param vouchedFor whether an administrator registered it, so that the name can be trusted
 * @param publisher the host that describes the client, empty when none does
 */
public record Asker(String name, boolean vouchedFor, String publisher, Way way) {

    /**
     * How the access reaches the client.
     *
     * @param destination host and port, or the scheme of an app, to which a redirect takes the answer; empty for a device
     * @param local whether a program on the person's own machine takes the answer
     * @param deviceCode the code that the device shows; empty for a redirect
     */
    public record Way(String destination, boolean local, String deviceCode) {}

    public static Asker byRedirect(Client client, String redirectUri) {
        RedirectUri uri = new RedirectUri(redirectUri);
        return of(client, new Way(uri.destination(), uri.isNative(), ""));
    }

    public static Asker byDevice(Client client, String deviceCode) {
        return of(client, new Way("", false, deviceCode));
    }

    private static Asker of(Client client, Way way) {
        return switch (client.kind()) {
            case DYNAMIC -> new Asker(client.name(), false, "", way);
            case DOCUMENT ->
                new Asker(client.name(), false, URI.create(client.id()).getRawAuthority(), way);
            case REGISTERED -> new Asker(client.name(), true, "", way);
        };
    }
}
