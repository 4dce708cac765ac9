package org.watchbill.schedule.member;

import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.bulk.CsvFile;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.ImportOutcome;
import org.watchbill.schedule.organisation.Organisations;

/**
 * Adds the members of a CSV file, or brings them up to date: the same person is who has the same e-mail address or, where
 * the file gives none, the same name.
 */
public final class ImportMembers {

    private final Organisations organisations;
    private final Members members;

    public ImportMembers(Organisations organisations, Members members) {
        this.organisations = organisations;
        this.members = members;
    }

    public ImportOutcome run(DbTransaction transaction, Caller.Organisation organisation, byte[] content) {
        MemberFile file;
        try {
            file = MemberFile.of(CsvFile.read(content, MemberFile.COLUMNS));
        } catch (CsvFormatException e) {
            return new ImportOutcome.Rejected(List.of(e.problem()));
        }
        return file.problems().isEmpty()
                ? store(transaction, organisation, file.members())
                : new ImportOutcome.Rejected(file.problems());
    }

    private ImportOutcome store(DbTransaction transaction, Caller.Organisation organisation, List<NewMember> wanted) {
        organisations.rememberAndLock(transaction, organisation);
        List<Member> existing = members.all(transaction, organisation.id());
        int created = 0;
        int updated = 0;
        for (NewMember member : wanted) {
            Optional<Member> known = same(existing, member);
            if (known.isEmpty()) {
                members.insert(transaction, organisation.id(), Member.add(member));
                created++;
            } else if (update(transaction, organisation.id(), known.get(), member)) {
                updated++;
            }
        }
        return new ImportOutcome.Imported(
                "members", created, updated, wanted.size() - created - updated, 0, 0, List.of());
    }

    private boolean update(DbTransaction transaction, UUID organisation, Member known, NewMember wanted) {
        Member.Contact contact = new Member.Contact(
                known.contact().email(),
                wanted.phone().or(known.contact()::phone),
                wanted.pager().or(known.contact()::pager));
        Member changed = new Member(
                known.id(),
                known.user(),
                wanted.name(),
                contact,
                wanted.role().or(known::role),
                known.active(),
                known.version());
        if (changed.equals(known)) {
            return false;
        }
        members.update(transaction, organisation, changed);
        return true;
    }

    private static Optional<Member> same(List<Member> existing, NewMember wanted) {
        return existing.stream()
                .filter(member -> wanted.email().isPresent()
                        ? member.contact().email().equals(wanted.email())
                        : member.name().equalsIgnoreCase(wanted.name()))
                .findFirst();
    }
}
