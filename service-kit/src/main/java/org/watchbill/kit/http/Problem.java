package org.watchbill.kit.http;

import java.util.Optional;

/** An error body of {@code application/problem+json}, RFC 9457; {@code code} is one of {@link org.watchbill.kit.refusal.ErrorCode}. */
public record Problem(String type, String title, int status, String detail, String code, Optional<String> field) {}
