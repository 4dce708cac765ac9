package org.watchbill.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;

/** Goal 9: hundreds of clients that send a byte at a time. */
class SlowClientsTest {

    private static final int OF_EACH_KIND = 60;
    private static final long BETWEEN_BYTES_MILLIS = 250;

    private final RunningGateway gateway = new RunningGateway();

    /** Connections that begin in the same way and then trickle. */
    private final class Group {

        private final String name;
        private final Duration longest;
        private final List<RawClient> open = new ArrayList<>();
        private final Timings ages = new Timings();

        Group(String name, Duration longest, String beginning) {
            this.name = name;
            this.longest = longest;
            for (int i = 0; i < OF_EACH_KIND; i++) {
                open.add(new RawClient(gateway.at("/").getPort()).send(beginning));
            }
        }

        /** One more byte for each that is still there. */
        void trickle() {
            for (RawClient client : List.copyOf(open)) {
                client.send("a");
                if (client.hasEnded()) {
                    ages.add(System.nanoTime() - client.age().toNanos());
                    open.remove(client);
                    client.close();
                } else {
                    assertThat(client.age()).as(name).isLessThan(longest);
                }
            }
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void goal09TricklingConnectionsAreClosedWhileOthersAreServed(TestReporter reporter) {
        ModernClient member = gateway.member();
        Timings quiet = new Timings();
        Timings beside = new Timings();
        for (int i = 0; i < 200; i++) {
            call(member, quiet);
        }
        String post = " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n";
        String token = "Authorization: Bearer " + gateway.memberToken() + "\r\n";
        List<Group> groups = List.of(
                new Group("first line", Duration.ofSeconds(60), "POST /mc"),
                new Group("headers", Duration.ofSeconds(25), "POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: a"),
                new Group("body", Duration.ofSeconds(50), "POST /mcp" + post + token + "\r\n{"),
                new Group("body without a token", Duration.ofSeconds(50), "POST /mcp" + post + "\r\n{"),
                new Group(
                        "body of the older transport",
                        Duration.ofSeconds(50),
                        "POST /message" + post + token + "\r\n{"));
        while (groups.stream().anyMatch(group -> !group.open.isEmpty())) {
            groups.forEach(Group::trickle);
            call(member, beside);
            Patience.pause(BETWEEN_BYTES_MILLIS);
        }
        groups.forEach(group -> reporter.publishEntry(group.name, group.ages.toString()));
        reporter.publishEntry(Map.of("others, quiet", quiet.toString(), "others, beside", beside.toString()));
        assertThat(beside.median())
                .as("quiet %s, beside %s", quiet, beside)
                .isLessThan(quiet.median().multipliedBy(4).plusMillis(200));
        assertThat(beside.percentile(99))
                .as("quiet %s, beside %s", quiet, beside)
                .isLessThan(Duration.ofSeconds(5));
    }

    private static void call(ModernClient member, Timings timings) {
        timings.time(
                () -> assertThat(PlainCall.of(member, "get_current_schedule").status())
                        .isEqualTo(200));
    }
}
