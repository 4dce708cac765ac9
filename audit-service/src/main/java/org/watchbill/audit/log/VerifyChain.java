package org.watchbill.audit.log;

import java.util.List;
import java.util.UUID;
import org.watchbill.kit.database.Database;

/**
 * Recomputes the whole chain of an organisation. A tail that was cut off together with the head it belonged to cannot be
 * seen from inside: for that, compare size and head with a verdict noted elsewhere.
 */
public final class VerifyChain {

    private static final int STRETCH = 500;

    private final Database database;
    private final ChainHeads heads = new ChainHeads();
    private final Entries entries = new Entries();

    public VerifyChain(Database database) {
        this.database = database;
    }

    Verification verify(UUID organisation) {
        // Extent first: whatever is appended in between is then covered by the head.
        long extent = database.read(execute -> entries.extent(execute, organisation));
        ChainHead head =
                database.read(execute -> heads.find(execute, organisation)).orElse(ChainHead.empty(organisation));
        ChainHead reached = walk(organisation, head.size());
        if (reached.size() < head.size() || extent > head.size()) {
            return Verification.broken(head, reached.size());
        }
        return reached.equals(head)
                ? Verification.intact(head)
                : Verification.broken(head, Math.max(0, head.size() - 1));
    }

    /** As far as every entry follows the one before it, but not beyond {@code size}. */
    private ChainHead walk(UUID organisation, long size) {
        ChainHead reached = ChainHead.empty(organisation);
        while (reached.size() < size) {
            long from = reached.size();
            int limit = (int) Math.min(STRETCH, size - from);
            List<Entry> stretch = database.read(execute -> entries.from(execute, organisation, from, limit));
            if (stretch.isEmpty()) {
                return reached;
            }
            for (Entry entry : stretch) {
                if (!ChainRules.follows(reached, entry)) {
                    return reached;
                }
                reached = ChainRules.after(entry);
            }
        }
        return reached;
    }
}
