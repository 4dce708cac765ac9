package org.watchbill.kit.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            public                 | 1.1.1.1                   | true
            public                 | 93.184.215.14             | true
            last before private    | 9.255.255.255             | true
            private 10             | 10.0.0.0                  | false
            private 10             | 10.255.255.255            | false
            first after private    | 11.0.0.0                  | true
            before carrier NAT     | 100.63.255.255            | true
            carrier NAT            | 100.64.0.1                | false
            metadata of Alibaba    | 100.100.100.200           | false
            after carrier NAT      | 100.128.0.0               | true
            loopback               | 127.0.0.1                 | false
            loopback               | 127.255.255.254           | false
            metadata of Azure      | 168.63.129.16             | false
            metadata               | 169.254.169.254           | false
            link-local             | 169.254.0.1               | false
            before private 172     | 172.15.255.255            | true
            private 172            | 172.16.0.1                | false
            private 172            | 172.31.255.255            | false
            after private 172      | 172.32.0.0                | true
            protocol assignments   | 192.0.0.192               | false
            documentation          | 192.0.2.1                 | false
            6to4 relay             | 192.88.99.1               | false
            private 192            | 192.168.0.1               | false
            benchmarks             | 198.19.255.255            | false
            documentation          | 198.51.100.7              | false
            documentation          | 203.0.113.7               | false
            multicast              | 224.0.0.1                 | false
            multicast              | 239.255.255.255           | false
            reserved               | 240.0.0.1                 | false
            broadcast              | 255.255.255.255           | false
            unspecified            | 0.0.0.0                   | false
            this network           | 0.1.2.3                   | false
            public v6              | 2606:4700:4700::1111      | true
            public v6              | 2a00:1450:4001::200e      | true
            unspecified v6         | ::                        | false
            loopback v6            | ::1                       | false
            mapped private         | ::ffff:10.0.0.1           | false
            mapped metadata        | ::ffff:a9fe:a9fe          | false
            mapped public          | ::ffff:1.1.1.1            | true
            compatible             | ::10.0.0.1                | false
            compatible public      | ::1.1.1.1                 | false
            translated             | ::ffff:0:7f00:1           | false
            NAT64 of private       | 64:ff9b::10.0.0.1         | false
            NAT64 of loopback      | 64:ff9b::127.0.0.1        | false
            NAT64 of metadata      | 64:ff9b::a9fe:a9fe        | false
            NAT64 of public        | 64:ff9b::1.1.1.1          | true
            NAT64 local            | 64:ff9b:1::1.1.1.1        | false
            discard                | 100::1                    | false
            Teredo                 | 2001:0:4136:e378::1       | false
            benchmarks v6          | 2001:2::1                 | false
            ORCHID                 | 2001:20::1                | false
            after the assignments  | 2001:200::1               | true
            documentation v6       | 2001:db8::1               | false
            6to4 of private        | 2002:a00:1::1             | false
            6to4 of public         | 2002:101:101::1           | false
            documentation v6       | 3fff:fff::1               | false
            after documentation    | 3fff:1000::1              | true
            segment routing        | 5f00::1                   | false
            unique local           | fc00::1                   | false
            metadata of AWS        | fd00:ec2::254             | false
            link-local v6          | fe80::1                   | false
            site-local             | fec0::1                   | false
            multicast v6           | ff02::1                   | false
            """)
    void onlyPublicAddressesMayBeCalled(String name, String address, boolean called) {
        assertThat(AddressRules.isPublic(InetAddress.ofLiteral(address))).isEqualTo(called);
    }

    /** Ranges by first and last address, as the registries print them. */
    private record Range(BigInteger first, BigInteger last) {

        static Range of(String text) {
            String[] ends = text.split(" - ", 2);
            return new Range(number(InetAddress.ofLiteral(ends[0])), number(InetAddress.ofLiteral(ends[1])));
        }

        boolean holds(BigInteger address) {
            return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }
    }

    private static final List<Range> SPECIAL_IPV4 = Stream.of(
                    "0.0.0.0 - 0.255.255.255",
                    "10.0.0.0 - 10.255.255.255",
                    "100.64.0.0 - 100.127.255.255",
                    "127.0.0.0 - 127.255.255.255",
                    "168.63.129.16 - 168.63.129.16",
                    "169.254.0.0 - 169.254.255.255",
                    "172.16.0.0 - 172.31.255.255",
                    "192.0.0.0 - 192.0.0.255",
                    "192.0.2.0 - 192.0.2.255",
                    "192.88.99.0 - 192.88.99.255",
                    "192.168.0.0 - 192.168.255.255",
                    "198.18.0.0 - 198.19.255.255",
                    "198.51.100.0 - 198.51.100.255",
                    "203.0.113.0 - 203.0.113.255",
                    "224.0.0.0 - 255.255.255.255")
            .map(Range::of)
            .toList();
    private static final List<Range> PUBLIC_IPV6 = Stream.of(
                    "2000:: - 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2001:200:: - 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2001:db9:: - 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "2003:: - 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                    "3fff:1000:: - 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
            .map(Range::of)
            .toList();
    private static final Range NAT64 = Range.of("64:ff9b:: - 64:ff9b::ffff:ffff");

    @Test
    void agreesWithTheRangesOfTheRegistriesAtEveryEdgeAndAtRandom() throws UnknownHostException {
        Random random = new Random(20261120);
        Stream<BigInteger> edges = Stream.of(SPECIAL_IPV4, PUBLIC_IPV6, List.of(NAT64))
                .flatMap(List::stream)
                .flatMap(range -> Stream.of(range.first(), range.last()))
                .flatMap(edge -> Stream.of(edge.subtract(BigInteger.ONE), edge, edge.add(BigInteger.ONE)));
        List<BigInteger> numbers = Stream.concat(
                        edges,
                        Stream.generate(() -> new BigInteger(random.nextInt(4) == 0 ? 128 : 32, random))
                                .limit(50_000))
                .toList();
        for (BigInteger number : numbers) {
            if (number.bitLength() <= 32 && number.signum() >= 0) {
                InetAddress address = address(number, 4);
                assertThat(AddressRules.isPublic(address))
                        .as(address.toString())
                        .isEqualTo(isPublicIpv4(number));
                InetAddress translated = address(NAT64.first().or(number), 16);
                assertThat(AddressRules.isPublic(translated))
                        .as(translated.toString())
                        .isEqualTo(isPublicIpv4(number));
            } else if (number.bitLength() <= 128 && number.signum() >= 0 && !NAT64.holds(number)) {
                InetAddress address = address(number, 16);
                assertThat(AddressRules.isPublic(address))
                        .as(address.toString())
                        .isEqualTo(PUBLIC_IPV6.stream().anyMatch(range -> range.holds(number)));
            }
        }
    }

    private static boolean isPublicIpv4(BigInteger number) {
        return SPECIAL_IPV4.stream().noneMatch(range -> range.holds(number));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static InetAddress address(BigInteger number, int length) throws UnknownHostException {
        byte[] bytes = new byte[length];
        byte[] value = number.toByteArray();
        int kept = Math.min(length, value.length);
        System.arraycopy(value, value.length - kept, bytes, length - kept, kept);
        return InetAddress.getByAddress(bytes);
    }
}
