package org.watchbill.kit.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Input that is no JSON, or not of the shape asked for; the message may be shown to the sender. */
public final class JsonFormatException extends RuntimeException {

    public JsonFormatException(String message) {
        super(message);
    }

    public JsonFormatException(String message, Throwable cause) {
        super(message, cause);
    }

    static JsonFormatException syntax(JacksonException e) {
        TokenStreamLocation where = e.getLocation();
        String place = where == null || where.getLineNr() < 1
                ? ""
                : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
        return new JsonFormatException("The body is not valid JSON" + place, e);
    }

    static JsonFormatException shape(JacksonException e) {
        StringBuilder member = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                member.append('[').append(step.getIndex()).append(']');
            } else {
                member.append(member.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        if (member.isEmpty()) {
            return new JsonFormatException("The body has the wrong shape", e);
        }
        String problem = e instanceof UnrecognizedPropertyException ? "unknown" : "missing or invalid";
        return new JsonFormatException("The member '" + member + "' is " + problem, e);
    }
}
