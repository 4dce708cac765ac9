package org.watchbill.gateway.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.watchbill.gateway.rpc.PublicPart;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes from what a service lists only what is well-formed and of a bearable size; says once what it leaves out. */
final class OfferReader {

    private static final EventLog LOG = EventLog.named(OfferReader.class.getName());
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_URI = 2048;
    private static final int MOST_REPORTS = 1000;
    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_./-]+");
    private static final Pattern URI_TEXT = Pattern.compile("[\\x21-\\x7E]+");
    /** A template must at least name its scheme. */
    private static final Pattern TEMPLATE_TEXT = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[\\x21-\\x7E]+");

    private final Upstream upstream;
    private final Kind kind;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    OfferReader(Upstream upstream, Kind kind) {
        this.upstream = upstream;
        this.kind = kind;
    }

    Optional<Offer> read(JsonNode listed) {
        String ownKey = listed.path(kind.key()).stringValue("");
        String key = kind.named() ? upstream.prefix() + ownKey : ownKey;
        Optional<String> fault = fault(listed, key);
        if (fault.isPresent() || !(listed instanceof ObjectNode sent)) {
            report(fault.orElse("it is no object"), key);
            return Optional.empty();
        }
        try {
            List<ParamHeader> headers = kind == Kind.TOOLS ? ParamHeaders.in(sent.path("inputSchema")) : List.of();
            ObjectNode definition = PublicPart.of(sent).put(kind.key(), key);
            return Optional.of(
                    new Offer(kind, key, ownKey, definition, OfferPolicy.of(sent, upstream), headers, upstream));
        } catch (IllegalArgumentException e) {
            // Clients would drop it, too.
            report(String.valueOf(e.getMessage()), key);
            return Optional.empty();
        }
    }

    /** Something was left out for a reason of the whole list. */
    void report(String reason, String key) {
        if (reported.size() < MOST_REPORTS && reported.add(reason + " " + key)) {
            LOG.warning(
                    "a listed thing of an upstream is left out",
                    Field.of("upstream", upstream.name()),
                    Field.of("list", kind.member()),
                    Field.of("key", key.substring(0, Math.min(key.length(), LONGEST_NAME))),
                    Field.of("reason", reason));
        }
    }

    private Optional<String> fault(JsonNode listed, String key) {
        if (!isKey(key)) {
            return Optional.of(kind.key() + " is missing or not well-formed");
        }
        if (kind == Kind.TOOLS
                && !"object".equals(listed.path("inputSchema").path("type").stringValue(""))) {
            return Optional.of("inputSchema is no schema of an object");
        }
        if (!listed.path("name").isString()) {
            return Optional.of("name is missing");
        }
        return Json.text(listed).length() > LARGEST
                ? Optional.of("it is larger than " + LARGEST + " characters")
                : Optional.empty();
    }

    private boolean isKey(String key) {
        return switch (kind) {
            case TOOLS -> key.length() <= LONGEST_NAME && TOOL_NAME.matcher(key).matches();
            case PROMPTS -> !key.isBlank() && key.length() <= LONGEST_NAME && PlainText.isPlain(key);
            case RESOURCES -> key.length() <= LONGEST_URI && isAbsoluteUri(key);
            case TEMPLATES ->
                key.length() <= LONGEST_URI
                        && TEMPLATE_TEXT.matcher(key).matches()
                        && UriTemplate.of(key).isPresent();
        };
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            return URI_TEXT.matcher(text).matches() && new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
