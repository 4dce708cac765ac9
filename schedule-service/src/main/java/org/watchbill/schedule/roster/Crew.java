package org.watchbill.schedule.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.MemberRules;
import org.watchbill.schedule.member.NewMember;

/** The members that the lines of a roster may name, by e-mail address or exact name. */
final class Crew {

    /** What to do about a name that nobody has. */
    enum Unknown {
        REFUSE,
        ADD
    }

    private final Map<String, List<Member>> byName = new HashMap<>();
    private final Map<String, Member> byEmail = new HashMap<>();
    private final Map<String, Member> added = new LinkedHashMap<>();
    private final Unknown unknown;

    Crew(List<Member> members, Unknown unknown) {
        this.unknown = unknown;
        for (Member member : members) {
            byName.computeIfAbsent(key(member.name()), name -> new ArrayList<>())
                    .add(member);
            member.contact().email().ifPresent(email -> byEmail.put(email, member));
        }
    }

    /** Throws {@link CsvFormatException}. */
    Member named(RosterLine line) {
        String text = line.member();
        Member member = text.contains("@") ? withEmail(line) : withName(line);
        if (!member.active()) {
            throw new CsvFormatException(line.line(), "'" + text + "' is not active");
        }
        return member;
    }

    /** Members whom the lines named although nobody knew them. */
    List<Member> added() {
        return List.copyOf(added.values());
    }

    private Member withEmail(RosterLine line) {
        return Optional.ofNullable(byEmail.get(key(line.member())))
                .orElseThrow(() -> new CsvFormatException(
                        line.line(), "No member has the e-mail address '" + line.member() + "'"));
    }

    private Member withName(RosterLine line) {
        List<Member> found = byName.getOrDefault(key(line.member()), List.of());
        if (found.size() > 1) {
            throw new CsvFormatException(
                    line.line(), "Several members are called '" + line.member() + "'; write the e-mail address");
        }
        return found.isEmpty() ? stranger(line) : found.getFirst();
    }

    private Member stranger(RosterLine line) {
        if (unknown == Unknown.REFUSE) {
            throw new CsvFormatException(line.line(), "No member is called '" + line.member() + "'");
        }
        NewMember wanted = NewMember.named(line.member());
        Optional<Refusal> objection = MemberRules.objection(wanted);
        if (objection.isPresent()) {
            throw new CsvFormatException(line.line(), objection.get().message());
        }
        return added.computeIfAbsent(key(line.member()), name -> Member.add(wanted));
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
