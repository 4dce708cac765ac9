package org.watchbill.kit.config;

/** A setting is unknown, missing or invalid; the message names its key and is fit to print alone. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }
}
