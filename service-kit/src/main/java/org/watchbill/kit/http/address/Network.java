package org.watchbill.kit.http.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** An address range: every address whose first {@code length} bits are those of {@code start}. */
public record Network(InetAddress start, int length) {

    /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address; never asks a name server. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress start = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = 8 * start.getAddress().length;
            int length = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return length < 0 || length > most ? Optional.empty() : Optional.of(new Network(start, length));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        return address.getAddress().length == start.getAddress().length
                && Arrays.equals(masked(address.getAddress()), masked(start.getAddress()));
    }

    /** The address with all bits after the first {@code length} cleared. */
    byte[] masked(byte[] address) {
        byte[] kept = address.clone();
        for (int i = 0; i < kept.length; i++) {
            int bits = Math.clamp(length - 8L * i, 0, 8);
            kept[i] = (byte) (kept[i] & (0xFF << (8 - bits)));
        }
        return kept;
    }
}
