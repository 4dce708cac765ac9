package org.watchbill.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.watchbill.kit.json.JsonFormatException;

/** How entries are chained: each hash covers the event and, by the hash before it, everything older. */
final class ChainRules {

    /** Keeps links apart from the leaves (0x00) and nodes (0x01) of RFC 9162 trees. */
    private static final byte LINK = 0x02;

    private ChainRules() {}

    static Entry next(ChainHead head, CanonicalEvent event, Instant now) {
        return new Entry(head.size(), event, head.hash(), link(head.hash(), event.text()), now);
    }

    static ChainHead after(Entry entry) {
        return new ChainHead(entry.event().organisationId(), entry.index() + 1, entry.hash());
    }

    /** Whether {@code entry} is what must stand directly after {@code head}, unaltered. */
    static boolean follows(ChainHead head, Entry entry) {
        return entry.index() == head.size()
                && entry.previousHash().equals(head.hash())
                && entry.hash().equals(link(head.hash(), entry.event().text()))
                && entry.event().organisationId().equals(head.organisationId())
                && tellsItself(entry.event());
    }

    private static boolean tellsItself(CanonicalEvent event) {
        try {
            return CanonicalEvent.parse(event.text()).equals(event);
        } catch (JsonFormatException _) {
            return false;
        }
    }

    private static String link(String previousHash, String text) {
        MessageDigest digest = sha256();
        digest.update(LINK);
        digest.update(HexFormat.of().parseHex(previousHash));
        return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
