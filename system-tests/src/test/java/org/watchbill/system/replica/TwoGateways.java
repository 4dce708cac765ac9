package org.watchbill.system.replica;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.watchbill.gateway.testing.TestRedis;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.SuitePlan;
import org.watchbill.system.suite.WatchbillSuite;

/** The suite with two gateway processes that share a Redis, behind a balancer at the gateway's address. */
final class TwoGateways implements AutoCloseable {

    private final WatchbillSuite suite = WatchbillSuite.withoutGateway(Storage.H2, Content.DEMO);
    private final TestRedis redis = TestRedis.start();
    private final List<Integer> ports = List.of(SuitePlan.freePort(), SuitePlan.freePort());
    private final List<ServiceProcess> gateways = List.of(gateway(0), gateway(1));
    private final RoundRobin balancer =
            new RoundRobin(suite.plan().url(Service.GATEWAY).getPort(), List.of(target(0), target(1)));

    TwoGateways() {
        gateways.forEach(ServiceProcess::start);
        gateways.forEach(ServiceProcess::awaitReady);
    }

    SuitePlan plan() {
        return suite.plan();
    }

    /** Which gateway got the last request. */
    int lastUsed() {
        return balancer.lastTarget();
    }

    void kill(int gateway) {
        gateways.get(gateway).kill();
    }

    void startAgain(int gateway) {
        gateways.get(gateway).start();
        gateways.get(gateway).awaitReady();
    }

    /** One gateway, past the balancer. */
    URI target(int gateway) {
        return URI.create("http://localhost:" + ports.get(gateway));
    }

    private ServiceProcess gateway(int number) {
        return new ServiceProcess(
                Service.GATEWAY,
                suite.plan(),
                "mcp-gateway-" + number,
                Map.of(
                        "server.port",
                        "" + ports.get(number),
                        "server.internal-port",
                        "" + SuitePlan.freePort(),
                        "redis.url",
                        redis.url(),
                        "streams.keep-alive",
                        "PT1S",
                        "limits.per-principal",
                        "1000000",
                        "limits.per-principal-burst",
                        "100000"));
    }

    @Override
    public void close() {
        balancer.close();
        gateways.forEach(ServiceProcess::kill);
        suite.close();
        redis.close();
    }
}
