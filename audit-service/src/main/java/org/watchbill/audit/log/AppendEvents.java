package org.watchbill.audit.log;

import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.watchbill.kit.database.Database;

/**
 * Appends a batch of events, all or none, in one transaction; an event that is in the log already keeps its place. What
 * it answers is on disk.
 */
public final class AppendEvents {

    private final Database database;
    private final ChainHeads heads = new ChainHeads();
    private final Entries entries = new Entries();
    private final DiskBarrier disk;
    private final InstantSource time;

    public AppendEvents(Database database, InstantSource time) {
        this.database = database;
        this.disk = new DiskBarrier(database);
        this.time = time;
    }

    AppendResult append(List<CanonicalEvent> batch) {
        AppendResult result = attempt(batch);
        disk.pass();
        return result;
    }

    /** Chain locks order all writers but those who bring one event id to two organisations: the constraint tells them. */
    private AppendResult attempt(List<CanonicalEvent> batch) {
        try {
            return database.inTransaction(transaction -> append(transaction, batch));
        } catch (DbClientException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
            return database.inTransaction(transaction -> append(transaction, batch));
        }
    }

    private AppendResult append(DbTransaction transaction, List<CanonicalEvent> batch) {
        Map<UUID, ChainHead> chains = lockChains(transaction, batch);
        Map<UUID, Long> places = new HashMap<>();
        Optional<AppendResult> conflict = findPlaces(transaction, batch, places);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        for (CanonicalEvent event : batch) {
            places.computeIfAbsent(event.id(), _ -> add(transaction, chains, event));
        }
        chains.values().forEach(head -> heads.advance(transaction, head));
        return new AppendResult.Appended(batch.stream()
                .map(event -> new AppendResult.Receipt(event.id(), places.getOrDefault(event.id(), -1L)))
                .toList());
    }

    private Map<UUID, ChainHead> lockChains(DbTransaction transaction, List<CanonicalEvent> batch) {
        TreeSet<UUID> organisations = new TreeSet<>();
        batch.forEach(event -> organisations.add(event.organisationId()));
        Map<UUID, ChainHead> chains = new HashMap<>();
        organisations.forEach(organisation -> chains.put(organisation, heads.lock(transaction, organisation)));
        return chains;
    }

    /** Fills in the places of events that are in the log; the answer is the first event with a taken id. */
    private Optional<AppendResult> findPlaces(
            DbTransaction transaction, List<CanonicalEvent> batch, Map<UUID, Long> places) {
        Map<UUID, CanonicalEvent> known = new HashMap<>();
        for (int position = 0; position < batch.size(); position++) {
            CanonicalEvent event = batch.get(position);
            entries.withEventId(transaction, event.id()).ifPresent(entry -> {
                places.put(event.id(), entry.index());
                known.put(event.id(), entry.event());
            });
            if (!known.computeIfAbsent(event.id(), _ -> event).equals(event)) {
                return Optional.of(new AppendResult.Conflicting(position, event.id()));
            }
        }
        return Optional.empty();
    }

    private long add(DbTransaction transaction, Map<UUID, ChainHead> chains, CanonicalEvent event) {
        ChainHead head = chains.getOrDefault(event.organisationId(), ChainHead.empty(event.organisationId()));
        Entry entry = ChainRules.next(head, event, time.instant());
        entries.insert(transaction, entry);
        chains.put(event.organisationId(), ChainRules.after(entry));
        return entry.index();
    }
}
