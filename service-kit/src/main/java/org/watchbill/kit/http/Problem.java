package org.watchbill.kit.http;

import io.helidon.http.Status;
import java.util.Optional;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/** An error body of {@code application/problem+json}, RFC 9457; {@code code} is one of {@link org.watchbill.kit.refusal.ErrorCode}. */
public record Problem(String type, String title, int status, String detail, String code, Optional<String> field) {

    static Problem of(Refusal refusal) {
        Status status = Status.create(refusal.code().status());
        return new Problem(
                "about:blank",
                status.reasonPhrase(),
                status.code(),
                refusal.message(),
                refusal.code().text(),
                refusal.field());
    }

    static Problem of(Status status, String detail) {
        return new Problem(
                "about:blank",
                status.reasonPhrase(),
                status.code(),
                detail,
                code(status.code()).text(),
                Optional.empty());
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 412 -> ErrorCode.VERSION_CONFLICT;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 502 -> ErrorCode.PROVIDER_UNAVAILABLE;
            case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID_ARGUMENT : ErrorCode.INTERNAL;
        };
    }
}
