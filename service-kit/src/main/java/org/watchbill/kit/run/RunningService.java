package org.watchbill.kit.run;

/** A started service that can tell its ports, which matters when it was asked for free ones. */
public interface RunningService extends AutoCloseable {

    int port();

    int internalPort();

    @Override
    void close();
}
