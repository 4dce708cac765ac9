package org.watchbill.schedule.shifttype;

import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.organisation.Organisations;
import tools.jackson.databind.JsonNode;

/** Adds one shift type. */
public final class AddShiftType {

    /** What to add. */
    public record Draft(String code, String name, List<Hours> hours) {

        /** Hours of a set of weekdays, such as Mon-Fri from 07:00 to 19:00. */
        public record Hours(String days, String start, String end) {}

        public Draft {
            hours = List.copyOf(hours);
        }
    }

    private final Organisations organisations;
    private final ShiftTypes shiftTypes;

    public AddShiftType(Organisations organisations, ShiftTypes shiftTypes) {
        this.organisations = organisations;
        this.shiftTypes = shiftTypes;
    }

    public CommandResult run(DbTransaction transaction, Caller.Organisation organisation, Draft draft) {
        Optional<Refusal> objection = ShiftTypeRules.objection(draft.code(), draft.name());
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        organisations.rememberAndLock(transaction, organisation);
        List<ShiftType> existing = shiftTypes.all(transaction, organisation.id());
        if (existing.stream().anyMatch(type -> type.code().equalsIgnoreCase(draft.code()))) {
            return CommandResult.refused(
                    Refusal.of(ErrorCode.CONFLICT, "There is a shift with the code " + draft.code() + " already"));
        }
        try {
            ShiftType type = shiftType(organisation, draft, existing.size() + 1);
            shiftTypes.insert(transaction, organisation.id(), type);
            JsonNode answer = Json.tree(ShiftTypeView.of(type));
            return new CommandResult.Done(
                    answer,
                    new Change(
                            new Change.Target("shift_type", type.id().value().toString()),
                            Optional.empty(),
                            Optional.of(CanonicalJson.digest(answer))));
        } catch (ShiftHoursFormatException e) {
            return CommandResult.refused(Refusal.invalid("hours", e.getMessage()));
        }
    }

    private static ShiftType shiftType(Caller.Organisation organisation, Draft draft, int order) {
        if (draft.hours().isEmpty()) {
            throw new ShiftHoursFormatException("A shift has hours on at least one weekday");
        }
        List<DayHours> hours = draft.hours().stream()
                .map(line -> DayHours.parse(line.days(), line.start(), line.end()))
                .toList();
        return new ShiftType(
                ShiftType.Id.fresh(), draft.code(), draft.name(), order, organisation.zone(), DayHours.byDay(hours), 1);
    }
}
