package org.watchbill.gateway.listen;

import java.util.List;
import java.util.Set;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.task.SealedTask;

/**
 * What a listener wants to hear of.
 *
 * @param lists changes of these lists; that of resources stands for their templates, too
 * @param uris updates of these resources
 * @param tasks changes of these tasks
 */
public record Interest(Set<Kind> lists, Set<String> uris, List<SealedTask> tasks) {

    /** The kinds whose changes have a notification. */
    static final Set<Kind> LISTS = Set.of(Kind.TOOLS, Kind.PROMPTS, Kind.RESOURCES);

    static final Interest NOTHING = new Interest(Set.of(), Set.of(), List.of());

    public Interest {
        lists = Set.copyOf(lists);
        uris = Set.copyOf(uris);
        tasks = List.copyOf(tasks);
    }

    /** Changes of all lists, and nothing else. */
    public static Interest allLists() {
        return new Interest(LISTS, Set.of(), List.of());
    }

    public Interest withUris(Set<String> others) {
        return new Interest(lists, others, tasks);
    }

    boolean isEmpty() {
        return lists.isEmpty() && uris.isEmpty() && tasks.isEmpty();
    }
}
