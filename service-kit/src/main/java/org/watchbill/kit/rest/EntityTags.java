package org.watchbill.kit.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;

/** Strong entity tags made of a row's version, and the versions that {@code If-Match} names (RFC 9110 section 13.1.1). */
final class EntityTags {

    private static final int LONGEST = 1000;
    /** A weak tag never matches here, so it is read as one that names no version. */
    private static final Pattern TAGS = Pattern.compile("\\s*(?:W/)?\"[!#-~]*\"\\s*(?:,\\s*(?:W/)?\"[!#-~]*\"\\s*)*");

    private static final Pattern VERSION = Pattern.compile("(?<!W/)\"([1-9][0-9]{0,17})\"");

    private EntityTags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Throws {@link RefusedException} when the header is missing or malformed. */
    static ExpectedVersions expected(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.IF_MATCH)) {
            throw new RefusedException(Refusal.of(
                    ErrorCode.VERSION_REQUIRED, "Send If-Match with the ETag that you got, so that nothing is lost"));
        }
        String value = String.join(",", headers.values(HeaderNames.IF_MATCH));
        if (value.strip().equals("*")) {
            return new ExpectedVersions.Any();
        }
        if (value.length() > LONGEST || !TAGS.matcher(value).matches()) {
            throw new RefusedException(Refusal.invalid("If-Match", "The value is an ETag such as \"1\""));
        }
        Set<Long> versions = new HashSet<>();
        Matcher found = VERSION.matcher(value);
        while (found.find()) {
            versions.add(Long.valueOf(found.group(1)));
        }
        return new ExpectedVersions.OneOf(versions);
    }
}
