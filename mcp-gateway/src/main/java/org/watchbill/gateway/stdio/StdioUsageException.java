package org.watchbill.gateway.stdio;

/** The process was set up wrongly; the message tells the person how. */
final class StdioUsageException extends RuntimeException {

    StdioUsageException(String message) {
        super(message);
    }
}
