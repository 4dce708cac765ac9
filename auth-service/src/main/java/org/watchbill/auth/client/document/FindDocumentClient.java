package org.watchbill.auth.client.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.outbound.GuardedClient;

/**
 * Finds a client by the address of its description: kept while fresh, else fetched, by one request for all that ask at the
 * same time. Failures are never kept, but both all fetches together and those from one host have a ceiling.
 */
public final class FindDocumentClient {

    private static final int MOST_A_MINUTE = 200;
    private static final int MOST_A_MINUTE_FROM_ONE_HOST = 30;
    /** For how long a description that has become stale still serves to check signatures while its host is away. */
    private static final Duration SPARE = Duration.ofDays(1);

    private final Database database;
    private final InstantSource time;
    private final FetchDocument fetchDocument;
    private final DocumentClients documents = new DocumentClients();
    private final Ceiling ceiling;
    private final Ceiling ceilingOfHost;
    private final Map<String, FutureTask<DocumentDecision>> underWay = new ConcurrentHashMap<>();

    public FindDocumentClient(Database database, GuardedClient outbound, InstantSource time) {
        this.database = database;
        this.time = time;
        this.fetchDocument = new FetchDocument(outbound);
        this.ceiling = new Ceiling(MOST_A_MINUTE, Duration.ofMinutes(1), time);
        this.ceilingOfHost = new Ceiling(MOST_A_MINUTE_FROM_ONE_HOST, Duration.ofMinutes(1), time);
    }

    /** Whether {@code id} has the form of such a client's id. */
    public static boolean isAddress(String id) {
        return DocumentUrlRules.isAddress(id);
    }

    /** The client as its description is now, to within the time that it may be kept. */
    public DocumentDecision find(String id) {
        if (!isAddress(id)) {
            return new DocumentDecision.Refused("It is not the address of a description");
        }
        return fresh(id).orElseGet(() -> shared(id));
    }

    private Optional<DocumentDecision> fresh(String id) {
        Instant now = time.instant();
        return kept(id).filter(kept -> kept.freshUntil().isAfter(now))
                .map(kept -> new DocumentDecision.Found(kept.client()));
    }

    /** Like {@link #find}, but a description of up to a day ago will do when there is no newer one. */
    public DocumentDecision findAlsoStale(String id) {
        return switch (find(id)) {
            case DocumentDecision.Found found -> found;
            case DocumentDecision.Refused refused ->
                kept(id).filter(kept -> kept.freshUntil().plus(SPARE).isAfter(time.instant()))
                        .<DocumentDecision>map(kept -> new DocumentDecision.Found(kept.client()))
                        .orElse(refused);
        };
    }

    private Optional<DocumentClients.Kept> kept(String id) {
        return database.read(reader -> documents.find(reader, id));
    }

    /** Looks again before it fetches: another request may have kept the description a moment ago. */
    private DocumentDecision shared(String id) {
        FutureTask<DocumentDecision> own = new FutureTask<>(() -> fresh(id).orElseGet(() -> fetched(id)));
        FutureTask<DocumentDecision> first = underWay.putIfAbsent(id, own);
        if (first == null) {
            try {
                own.run();
            } finally {
                underWay.remove(id, own);
            }
        }
        try {
            return (first == null ? own : first).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + id + " is fetched", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The description at " + id + " could not be kept", e.getCause());
        }
    }

    private DocumentDecision fetched(String id) {
        if (!ceilingOfHost.allows(URI.create(id).getHost()) || !ceiling.allows("")) {
            return new DocumentDecision.Refused(
                    "Too many descriptions are fetched at the moment; try again in a minute");
        }
        try {
            FetchDocument.Fetched fetched = fetchDocument.fetch(id);
            Instant now = time.instant();
            DocumentRules.Described described = fetched.described();
            Client client = new Client(
                    id,
                    Client.Kind.DOCUMENT,
                    described.name(),
                    described.uris(),
                    described.proof(),
                    described.grantTypes(),
                    now.truncatedTo(ChronoUnit.SECONDS));
            DocumentClients.Kept kept = new DocumentClients.Kept(
                    client, now.plus(fetched.lifetime()).truncatedTo(ChronoUnit.MICROS));
            database.inTransaction(transaction -> {
                documents.keep(transaction, kept, now);
                return kept;
            });
            return new DocumentDecision.Found(client);
        } catch (DocumentException e) {
            return new DocumentDecision.Refused(String.valueOf(e.getMessage()));
        }
    }
}
