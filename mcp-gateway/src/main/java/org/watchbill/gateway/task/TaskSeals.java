package org.watchbill.gateway.task;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.seal.Seal;

/**
 * The ids of tasks that clients see: service and own id, sealed for one principal. Nothing is stored, every replica with
 * the same key opens them, and a task has the same id whenever it is shown.
 */
public final class TaskSeals {

    private static final int LONGEST = 1024;
    private static final char SEPARATOR = '\n';

    private final Seal seal;

    public TaskSeals(Secret key) {
        this.seal = new Seal(key, "watchbill mcp task 1");
    }

    public SealedTask seal(String upstream, String ownId, Principal principal) {
        byte[] content = (upstream + SEPARATOR + ownId).getBytes(StandardCharsets.UTF_8);
        return new SealedTask(seal.closeAlike(content, facts(principal)), upstream, ownId);
    }

    /** Empty for an id that was not made here or for somebody else. */
    public Optional<SealedTask> open(String id, Principal principal) {
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        return seal.open(id, facts(principal)).map(bytes -> {
            String content = new String(bytes, StandardCharsets.UTF_8);
            int end = content.indexOf(SEPARATOR);
            return new SealedTask(id, content.substring(0, end), content.substring(end + 1));
        });
    }

    private static List<String> facts(Principal principal) {
        return List.of(principal.organisation(), principal.subject(), principal.client());
    }
}
