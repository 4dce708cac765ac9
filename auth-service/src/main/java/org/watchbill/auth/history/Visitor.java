package org.watchbill.auth.history;

/**
 * Where somebody comes from, as far as it is shown and kept.
 *
 * @param address an IPv4 address or the network of 64 bits of an IPv6 address
 * @param browser a few words such as {@code Firefox on Linux}, never what the browser itself said
 */
public record Visitor(String address, String browser) {

    private static final int LONGEST_ADDRESS = 64;

    public Visitor {
        if (address.length() > LONGEST_ADDRESS) {
            throw new IllegalArgumentException("An address has at most 64 characters");
        }
    }
}
