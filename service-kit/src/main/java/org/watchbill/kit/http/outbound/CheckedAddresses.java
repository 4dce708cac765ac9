package org.watchbill.kit.http.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.address.Network;
import org.watchbill.kit.http.outbound.OutboundException.Reason;

/**
 * Resolves the host of a URL, once a call, to addresses that may be called. One address that may not be called spoils
 * the host: a name that leads inside and outside is made to mislead.
 */
record CheckedAddresses(Names names, List<Network> allowed) {

    private static final String KEY = "outbound.allowed-networks";

    CheckedAddresses {
        allowed = List.copyOf(allowed);
    }

    static CheckedAddresses of(Settings settings) {
        List<Network> allowed = settings.texts(KEY).stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new ConfigurationException("Setting '" + KEY + "' must hold addresses and"
                                + " networks such as 10.0.0.0/8, but holds '" + text + "'")))
                .toList();
        return new CheckedAddresses(Names::ofSystem, allowed);
    }

    /** At least one address, each with the host's name, so that nobody asks for the name of the address. */
    List<InetAddress> of(URI uri) {
        if (!"https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null) {
            throw new OutboundException(
                    Reason.REFUSED_URL, "Only https URLs with a host and without user name are called");
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        try {
            List<InetAddress> checked = new ArrayList<>();
            for (InetAddress address : names.addresses(host)) {
                if (!mayBeCalled(address)) {
                    throw new OutboundException(Reason.REFUSED_ADDRESS, "The host is not on the public internet");
                }
                checked.add(InetAddress.getByAddress(host, address.getAddress()));
            }
            return checked;
        } catch (UnknownHostException e) {
            throw new OutboundException(Reason.UNREACHABLE, "The host is unknown", e);
        }
    }

    private boolean mayBeCalled(InetAddress address) {
        return AddressRules.isPublic(address) || allowed.stream().anyMatch(network -> network.contains(address));
    }
}
