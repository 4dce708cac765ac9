package org.watchbill.benchmarks.auth;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.watchbill.system.suite.Storage;
import tools.jackson.databind.JsonNode;

/**
 * CPU time of auth-service per request on both databases, its memory under that load, and its time to be ready. Every
 * answer is checked; one that is wrong ends the run. {@code AuthBenchmark [requests]}, 4,000 unless told.
 */
public final class AuthBenchmark {

    private static final int THREADS = 4;
    /** Codes live a minute, so they are made and redeemed in portions. */
    private static final int PORTION = 200;

    private static final int WARM_UP = 10_000;
    private static final int STARTS = 3;

    private final Server server;
    private final Connections connections = new Connections();
    private final PrintStream out;

    private AuthBenchmark(Server server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    public static void main(String... arguments) {
        int requests = arguments.length == 0 ? 4_000 : Integer.parseInt(arguments[0]);
        PrintStream out = System.out;
        out.println(Goal.header());
        for (Storage storage : Storage.values()) {
            try (Server server = new Server(storage)) {
                new AuthBenchmark(server, out).run(storage.name(), requests);
            }
        }
        System.exit(0);
    }

    private void run(String storage, int requests) {
        List<Duration> starts = new ArrayList<>();
        server.start();
        for (int i = 0; i < STARTS; i++) {
            server.stop();
            starts.add(server.start());
        }
        long idle = server.memory("VmRSS");
        Person person = new Person(server, connections);
        print(storage, Goal.JWKS, measured(requests, this::jwks));
        print(storage, Goal.METADATA, measured(requests, this::metadata));
        print(storage, Goal.CLIENT_CREDENTIALS, measured(requests, this::clientCredentials));
        print(storage, Goal.CODE, codes(person, requests));
        print(storage, Goal.REFRESH, refreshes(person, requests));
        String token = person.redeem(person.code()).path("access_token").asString();
        print(storage, Goal.EXCHANGE, measured(requests, request -> exchange(token)));
        out.printf(
                "%-9s ready after %s ms (goal 1500); memory %d MB when ready, %d MB at most (goal 200)%n",
                storage, starts.stream().map(Duration::toMillis).toList(), idle, server.memory("VmHWM"));
    }

    private void print(String storage, Goal goal, Measurement measured) {
        out.println(goal.row(storage, measured));
    }

    private void jwks(int request) {
        require(connections.get(server.at("/jwks")).path("keys").size() >= 2, "two keys or more");
    }

    private void metadata(int request) {
        JsonNode answer = connections.get(server.at("/.well-known/oauth-authorization-server"));
        require(answer.path("issuer").asString().equals(server.at("").toString()), "the issuer");
    }

    private void clientCredentials(int request) {
        connections.token(
                server.at("/token"),
                Map.of("grant_type", "client_credentials", "audience", "audit-service", "scope", "audit:append"),
                Connections.basic("schedule-service", server.secret("schedule-service")));
    }

    private void exchange(String token) {
        connections.token(
                server.at("/token"),
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", token,
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                        "audience", "schedule-service"),
                Connections.basic("mcp-gateway", server.secret("mcp-gateway")));
    }

    private Measurement codes(Person person, int requests) {
        redeemAll(person);
        Measurement sum = new Measurement(0, Duration.ZERO, Duration.ZERO);
        while (sum.requests() < requests) {
            Measurement part = redeemAll(person);
            sum = new Measurement(
                    sum.requests() + part.requests(),
                    sum.cpu().plus(part.cpu()),
                    sum.wall().plus(part.wall()));
        }
        return sum;
    }

    private Measurement redeemAll(Person person) {
        List<String> codes =
                IntStream.range(0, PORTION).mapToObj(i -> person.code()).toList();
        return timed(PORTION, i -> person.redeem(codes.get(i)));
    }

    /** Each thread has a chain of its own, as clients have. */
    private Measurement refreshes(Person person, int requests) {
        List<String> chains = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            chains.add(person.redeem(person.code()).path("refresh_token").asString());
        }
        int each = requests / THREADS;
        List<String> warm = chain(person, chains, WARM_UP / THREADS);
        Duration before = server.cpu();
        long begun = System.nanoTime();
        chain(person, warm, each);
        return new Measurement(each * THREADS, server.cpu().minus(before), Duration.ofNanos(System.nanoTime() - begun));
    }

    private List<String> chain(Person person, List<String> tokens, int length) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<String>> ends = tokens.stream()
                    .map(token -> threads.submit(() -> follow(person, token, length)))
                    .toList();
            List<String> last = new ArrayList<>();
            for (Future<String> end : ends) {
                last.add(done(end));
            }
            return last;
        }
    }

    private static String follow(Person person, String first, int length) {
        Set<String> seen = new HashSet<>();
        String token = first;
        for (int i = 0; i < length; i++) {
            token = person.refresh(token).path("refresh_token").asString();
            require(seen.add(token), "a new refresh token each time");
        }
        return token;
    }

    private Measurement measured(int requests, IntConsumer request) {
        timed(WARM_UP, request);
        return timed(requests, request);
    }

    private Measurement timed(int requests, IntConsumer request) {
        Duration before = server.cpu();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                all.add(threads.submit(() -> request.accept(number)));
            }
            all.forEach(AuthBenchmark::done);
        }
        return new Measurement(requests, server.cpu().minus(before), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Expected " + what);
        }
    }
}
