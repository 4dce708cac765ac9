package org.watchbill.kit.json;

import static java.util.stream.Collectors.joining;

import tools.jackson.core.JacksonException;

/** Input that is no JSON, or not of the shape asked for; the message may be shown to the sender. */
public final class JsonFormatException extends RuntimeException {

    public JsonFormatException(String message, Throwable cause) {
        super(message, cause);
    }

    static JsonFormatException of(JacksonException e) {
        String member = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(joining("."));
        return new JsonFormatException(
                member.isEmpty()
                        ? "The body has the wrong shape"
                        : "The member '" + member + "' is missing, unknown or invalid",
                e);
    }
}
