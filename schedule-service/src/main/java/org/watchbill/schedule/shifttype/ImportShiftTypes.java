package org.watchbill.schedule.shifttype;

import io.helidon.dbclient.DbTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.bulk.CsvFile;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.ImportOutcome;
import org.watchbill.schedule.organisation.Organisations;

/** Adds the shift types of a CSV file, or brings those with the same code up to date. */
public final class ImportShiftTypes {

    private final Organisations organisations;
    private final ShiftTypes shiftTypes;

    public ImportShiftTypes(Organisations organisations, ShiftTypes shiftTypes) {
        this.organisations = organisations;
        this.shiftTypes = shiftTypes;
    }

    public ImportOutcome run(DbTransaction transaction, Caller.Organisation organisation, byte[] content) {
        ShiftTypeFile file;
        try {
            file = ShiftTypeFile.of(CsvFile.read(content, ShiftTypeFile.COLUMNS));
        } catch (CsvFormatException e) {
            return new ImportOutcome.Rejected(List.of(e.problem()));
        }
        return file.problems().isEmpty()
                ? store(transaction, organisation, file)
                : new ImportOutcome.Rejected(file.problems());
    }

    private ImportOutcome store(DbTransaction transaction, Caller.Organisation organisation, ShiftTypeFile file) {
        organisations.rememberAndLock(transaction, organisation);
        List<ShiftType> existing = shiftTypes.all(transaction, organisation.id());
        Map<String, ShiftType> byCode = new HashMap<>();
        existing.forEach(type -> byCode.put(type.codeKey(), type));
        int order = existing.stream().mapToInt(ShiftType::sortOrder).max().orElse(0);
        int created = 0;
        int updated = 0;
        for (ShiftTypeFile.Entry entry : file.entries()) {
            ShiftType type = new ShiftType(
                    ShiftType.Id.fresh(),
                    entry.code(),
                    entry.name(),
                    ++order,
                    organisation.zone(),
                    DayHours.byDay(entry.hours()),
                    1);
            ShiftType known = byCode.get(type.codeKey());
            if (known == null) {
                shiftTypes.insert(transaction, organisation.id(), type);
                created++;
            } else if (!known.name().equals(type.name()) || !known.hours().equals(type.hours())) {
                shiftTypes.update(transaction, organisation.id(), known.describedBy(type));
                updated++;
            }
        }
        int unchanged = file.entries().size() - created - updated;
        return new ImportOutcome.Imported("shift-types", created, updated, unchanged, 0, 0, List.of());
    }
}
