package org.watchbill.kit.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list, and where the next begins. */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The first {@code limit} of items of which one more was read, to know whether a next page exists. */
    public static <T> Page<T> cut(List<T> oneMore, int limit, Function<T, Cursor> place) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, Optional.empty());
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(items, Optional.of(place.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }

    public Optional<String> nextCursor() {
        return next.map(Cursor::text);
    }
}
