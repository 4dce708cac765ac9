package org.watchbill.kit.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret text that never prints itself and compares in constant time. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The secret itself, for the one place that sends or uses it. */
    public String reveal() {
        return value;
    }

    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
