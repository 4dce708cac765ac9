package org.watchbill.kit.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on a plain JDBC connection. */
@FunctionalInterface
public interface ConnectionWork<T> {

    T apply(Connection connection) throws SQLException;
}
