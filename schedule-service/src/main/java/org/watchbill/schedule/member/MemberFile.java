package org.watchbill.schedule.member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.watchbill.schedule.bulk.CsvFile;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.CsvRow;
import org.watchbill.schedule.bulk.LineProblem;

/** The members in a CSV file, tidy and checked one by one. */
record MemberFile(List<NewMember> members, List<LineProblem> problems) {

    static final CsvFile.Columns COLUMNS =
            new CsvFile.Columns(List.of("name"), List.of("email", "phone", "pager", "role"));

    MemberFile {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    static MemberFile of(CsvFile file) {
        List<NewMember> members = new ArrayList<>();
        List<LineProblem> problems = new ArrayList<>();
        Map<String, Integer> emails = new HashMap<>();
        for (CsvRow row : file.rows()) {
            try {
                members.add(member(row, emails));
            } catch (CsvFormatException e) {
                problems.add(e.problem());
            }
        }
        return new MemberFile(members, problems);
    }

    private static NewMember member(CsvRow row, Map<String, Integer> emails) {
        NewMember member = MemberRules.tidy(new NewMember(
                row.required("name"), row.value("email"), row.value("phone"), row.value("pager"), row.value("role")));
        MemberRules.objection(member).ifPresent(objection -> {
            throw new CsvFormatException(row.line(), objection.message());
        });
        member.email().ifPresent(email -> {
            Integer other = emails.putIfAbsent(email, row.line());
            if (other != null) {
                throw new CsvFormatException(row.line(), "Line %d has the same e-mail address".formatted(other));
            }
        });
        return member;
    }
}
