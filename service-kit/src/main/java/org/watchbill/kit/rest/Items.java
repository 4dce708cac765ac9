package org.watchbill.kit.rest;

import java.util.List;
import java.util.Optional;
import org.watchbill.kit.page.Page;

/** A page of a list as REST answers it. */
public record Items<T>(List<T> items, Optional<String> nextCursor) {

    public Items {
        items = List.copyOf(items);
    }

    public static <T> Items<T> of(Page<T> page) {
        return new Items<>(page.items(), page.nextCursor());
    }
}
