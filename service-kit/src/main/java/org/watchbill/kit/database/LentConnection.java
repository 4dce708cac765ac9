package org.watchbill.kit.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * A connection of the pool that may be closed any number of times, as JDBC promises. One of HikariCP forgets, each time
 * that it is closed, the open statements of whoever has the connection by then; DbClient closes some twice.
 */
final class LentConnection {

    private LentConnection() {}

    static Connection of(Connection pooled) {
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && pooled.isClosed()) {
                        return null;
                    }
                    try {
                        return method.invoke(pooled, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
