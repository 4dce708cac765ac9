package org.watchbill.kit.database;

import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbStatementGet;
import io.helidon.dbclient.DbStatementQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs queries to their end; a row stream that is not closed would keep its connection. */
public final class Rows {

    private Rows() {}

    public static <T> List<T> list(DbStatementQuery query, Function<DbRow, T> mapper) {
        try (Stream<DbRow> rows = query.execute()) {
            return rows.map(mapper).toList();
        }
    }

    /** The first row, if there is one; further rows are not read. */
    public static <T> Optional<T> first(DbStatementQuery query, Function<DbRow, T> mapper) {
        try (Stream<DbRow> rows = query.execute()) {
            return rows.map(mapper).findFirst();
        }
    }

    /** The first row, if there is one. */
    public static <T> Optional<T> first(DbStatementGet query, Function<DbRow, T> mapper) {
        return query.execute().map(mapper);
    }
}
