package org.watchbill.gateway.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.watchbill.gateway.shared.SharedState.Entry;

/** The newest entries of one log. */
final class MemoryLog implements Shelf.Thing {

    private final Deque<Entry> entries = new ArrayDeque<>();
    private Duration life = Duration.ZERO;
    private Instant end = Instant.MAX;
    private long last;
    private long bytes;

    long append(String text, Duration newLife, Instant now) {
        life = newLife;
        renew(now);
        entries.add(new Entry(++last, text));
        bytes += MemoryState.size(text);
        while (entries.size() > 1 && (entries.size() > SharedState.LONGEST_LOG || bytes > SharedState.LARGEST_LOG)) {
            bytes -= MemoryState.size(entries.remove().text());
        }
        return last;
    }

    List<Entry> after(long position) {
        return entries.stream().filter(entry -> entry.position() > position).toList();
    }

    void renew(Instant now) {
        end = now.plus(life);
    }

    @Override
    public Instant end() {
        return end;
    }

    @Override
    public int entries() {
        return entries.size();
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
