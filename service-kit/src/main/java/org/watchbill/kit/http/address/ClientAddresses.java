package org.watchbill.kit.http.address;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;

/**
 * Finds the address that a request came from: the peer of the socket, or, where that is a proxy named in
 * {@code server.trusted-proxies}, the last hop in {@code X-Forwarded-For} that is not one. What stands before that hop
 * anybody can have written.
 */
public final class ClientAddresses {

    private static final int LONGEST_CHAIN = 20;
    private static final int HOST_BITS = 64;

    private final List<Network> proxies;

    private ClientAddresses(List<Network> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** Reads {@code server.trusted-proxies}: addresses and networks such as {@code 10.0.0.0/8}. */
    public static ClientAddresses of(Settings settings) {
        return trusting(settings.texts("server.trusted-proxies"));
    }

    static ClientAddresses trusting(List<String> proxies) {
        return new ClientAddresses(proxies.stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new ConfigurationException("Setting 'server.trusted-proxies' must hold"
                                + " addresses and networks such as 10.0.0.0/8, but holds '" + text + "'")))
                .toList());
    }

    /**
     * The client's address as a key for counting: whole for IPv4, for IPv6 the network of 64 bits, all of whose addresses
     * one client usually has.
     */
    public String keyOf(ServerRequest request) {
        InetAddress peer = ((InetSocketAddress) request.remotePeer().address()).getAddress();
        List<String> forwarded = request.headers().contains(HeaderNames.X_FORWARDED_FOR)
                ? request.headers().get(HeaderNames.X_FORWARDED_FOR).allValues()
                : List.of();
        return key(client(peer, forwarded));
    }

    InetAddress client(InetAddress peer, List<String> forwarded) {
        InetAddress client = peer;
        for (String hop : hopsFromTheLast(forwarded)) {
            if (!isTrusted(client)) {
                return client;
            }
            try {
                client = InetAddress.ofLiteral(hop);
            } catch (IllegalArgumentException notAnAddress) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> hopsFromTheLast(List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        for (String hop : String.join(",", forwarded).split(",", -1)) {
            hops.add(hop.strip());
        }
        return hops.reversed().stream().limit(LONGEST_CHAIN).toList();
    }

    static String key(InetAddress address) {
        if (address.getAddress().length == 4) {
            return address.getHostAddress();
        }
        try {
            byte[] network = new Network(address, HOST_BITS).masked(address.getAddress());
            return InetAddress.getByAddress(network).getHostAddress() + "/" + HOST_BITS;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("A masked address is as long as before", e);
        }
    }
}
