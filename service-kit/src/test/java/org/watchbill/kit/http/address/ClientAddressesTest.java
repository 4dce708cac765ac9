package org.watchbill.kit.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.config.ConfigurationException;

class ClientAddressesTest {

    private static final ClientAddresses BEHIND_PROXIES =
            ClientAddresses.trusting(List.of("10.0.0.0/8", "192.0.2.1", "2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # peer           | X-Forwarded-For                          | client
            203.0.113.7      |                                          | 203.0.113.7
            203.0.113.7      | 198.51.100.1                             | 203.0.113.7
            10.1.2.3         |                                          | 10.1.2.3
            10.1.2.3         | 198.51.100.1                             | 198.51.100.1
            10.1.2.3         | 198.51.100.66, 198.51.100.1              | 198.51.100.1
            10.1.2.3         | 198.51.100.66, 198.51.100.1, 10.9.9.9    | 198.51.100.1
            10.1.2.3         | 10.0.0.1, 10.0.0.2                       | 10.0.0.1
            11.0.0.1         | 198.51.100.1                             | 11.0.0.1
            192.0.2.1        | 198.51.100.1                             | 198.51.100.1
            192.0.2.2        | 198.51.100.1                             | 192.0.2.2
            2001:db8:1:2::3  | 198.51.100.1                             | 198.51.100.1
            2001:db8:2::3    | 198.51.100.1                             | 2001:db8:2:0:0:0:0:3
            10.1.2.3         | 198.51.100.1, nonsense                   | 10.1.2.3
            10.1.2.3         | localhost                                | 10.1.2.3
            10.1.2.3         | 198.51.100.1,                            | 10.1.2.3
            ::ffff:10.1.2.3  | 2001:db8:2::3                            | 2001:db8:2:0:0:0:0:3
            """)
    void findsTheLastHopThatIsNoProxy(String peer, String forwarded, String client) {
        List<String> header = forwarded == null ? List.of() : List.of(forwarded);
        assertThat(BEHIND_PROXIES.client(InetAddress.ofLiteral(peer), header).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void readsSeveralHeadersAsOne() {
        InetAddress client = BEHIND_PROXIES.client(
                InetAddress.ofLiteral("10.1.2.3"), List.of("198.51.100.66", "198.51.100.1, 10.0.0.7"));
        assertThat(client.getHostAddress()).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff::1, 2001:db8:1:2:0:0:0:0/64",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void countsTheNetworkOfAnIpv6Client(String address, String key) {
        assertThat(ClientAddresses.key(InetAddress.ofLiteral(address))).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33", "10.0.0.0/-1", "proxy.example", "10.0.0.0/x", "2001:db8::/129"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> ClientAddresses.trusting(List.of(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("server.trusted-proxies")
                .hasMessageContaining(text);
    }

    @Test
    void anEmptyPrefixIsEverybody() {
        ClientAddresses all = ClientAddresses.trusting(List.of("0.0.0.0/0"));
        assertThat(all.client(InetAddress.ofLiteral("203.0.113.7"), List.of("198.51.100.1"))
                        .getHostAddress())
                .isEqualTo("198.51.100.1");
    }
}
