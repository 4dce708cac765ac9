package org.watchbill.kit.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a host. */
interface Names {

    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** The resolver of the system. */
    static List<InetAddress> ofSystem(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }
}
