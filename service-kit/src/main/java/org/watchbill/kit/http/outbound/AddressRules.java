package org.watchbill.kit.http.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.watchbill.kit.http.address.Network;

/**
 * Which addresses are public: those that the IANA registries of special-purpose addresses (RFC 6890) call globally
 * reachable, without the old ways to wrap an IPv4 address and without Azure's metadata address.
 */
final class AddressRules {

    private static final List<Network> SPECIAL = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");
    private static final Network GLOBAL_UNICAST = networks("2000::/3").getFirst();
    /** NAT64 (RFC 6052): how hosts without IPv4 of their own reach one; the last 32 bits are the IPv4 address. */
    private static final Network TRANSLATED = networks("64:ff9b::/96").getFirst();

    private AddressRules() {}

    static boolean isPublic(InetAddress address) {
        if (TRANSLATED.contains(address)) {
            return isPublic(lastFourBytes(address));
        }
        return (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address))
                && SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private static InetAddress lastFourBytes(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(text -> Network.parse(text).orElseThrow()).toList();
    }
}
