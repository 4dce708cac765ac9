package org.watchbill.schedule.demo;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.NewMember;
import org.watchbill.schedule.request.ShiftRequest;
import org.watchbill.schedule.shifttype.DayHours;
import org.watchbill.schedule.shifttype.ShiftType;
import org.watchbill.schedule.team.Team;

/** Fills an empty database with the demo organisation, once. */
public final class SeedDemo {

    /** What has been stored so far, by the names that the file uses. */
    private record Stored(
            Map<String, Member> members, Map<String, ShiftType> shiftTypes, Map<String, Assignment> assignments) {}

    private final Database database;
    private final Stores stores;
    private final InstantSource time;

    public SeedDemo(Database database, Stores stores, InstantSource time) {
        this.database = database;
        this.stores = stores;
        this.time = time;
    }

    /** Whether the data was seeded, which it is not when the organisation is there already. */
    public boolean seed(DemoData data) {
        Caller.Organisation organisation = data.organisation().organisation();
        Instant now = time.instant();
        return database.inTransaction(transaction -> {
            if (stores.organisations().exists(transaction, organisation.id())) {
                return false;
            }
            stores.organisations().rememberAndLock(transaction, organisation);
            Stored stored = new Stored(new HashMap<>(), new HashMap<>(), new HashMap<>());
            people(transaction, organisation.id(), data, stored);
            shiftTypes(transaction, organisation, data, stored);
            LocalDate today = now.atZone(organisation.zone()).toLocalDate();
            data.rotations()
                    .forEach(rotation -> assign(transaction, organisation.id(), data.days(), today, rotation, stored));
            data.requests().forEach(wish -> ask(transaction, organisation.id(), today, wish, stored, now));
            return true;
        });
    }

    private void people(DbTransaction transaction, UUID organisation, DemoData data, Stored stored) {
        for (NewMember wanted : data.members()) {
            Member member = Member.add(wanted);
            stores.members().insert(transaction, organisation, member);
            stored.members().put(member.name(), member);
        }
        for (DemoData.Group group : data.teams()) {
            List<UUID> members = group.members().stream()
                    .map(name -> named(stored.members(), name).id().value())
                    .toList();
            stores.teams().insert(transaction, organisation, new Team(UUID.randomUUID(), group.name()), members);
        }
    }

    private void shiftTypes(DbTransaction transaction, Caller.Organisation organisation, DemoData data, Stored stored) {
        for (DemoData.Shift shift : data.shiftTypes()) {
            List<DayHours> hours = shift.hours().stream()
                    .map(line -> DayHours.parse(line.days(), line.start(), line.end()))
                    .toList();
            ShiftType type = new ShiftType(
                    ShiftType.Id.fresh(),
                    shift.code(),
                    shift.name(),
                    stored.shiftTypes().size() + 1,
                    organisation.zone(),
                    DayHours.byDay(hours),
                    1);
            stores.shiftTypes().insert(transaction, organisation.id(), type);
            stored.shiftTypes().put(type.code(), type);
        }
    }

    private void assign(
            DbTransaction transaction,
            UUID organisation,
            DemoData.Days days,
            LocalDate today,
            DemoData.Rotation rotation,
            Stored stored) {
        ShiftType type = named(stored.shiftTypes(), rotation.shift());
        for (int day = days.first(); day <= days.last(); day++) {
            int turn = Math.floorMod(
                    Math.floorDiv(day, rotation.turnDays()), rotation.members().size());
            Member member = named(stored.members(), rotation.members().get(turn));
            LocalDate date = today.plusDays(day);
            Optional<Interval> interval = type.hoursOn(date)
                    .flatMap(hours -> hours.on(date, type.zone().getRules()));
            if (interval.isPresent()) {
                Assignment assignment = assignment(date, type, member, interval.get());
                stores.assignments().insert(transaction, organisation, assignment);
                stored.assignments().put(type.code() + " " + date, assignment);
            }
        }
    }

    private static Assignment assignment(LocalDate date, ShiftType type, Member member, Interval interval) {
        return new Assignment(
                Assignment.Id.fresh(),
                date,
                Optional.of(new Assignment.Shift(type.id(), type.code())),
                type.name(),
                new Assignment.Holder(member.id(), member.name()),
                1,
                interval,
                Assignment.Source.ROSTER,
                "demo:" + date + ":" + type.code(),
                Assignment.Status.PUBLISHED,
                1);
    }

    private void ask(
            DbTransaction transaction,
            UUID organisation,
            LocalDate today,
            DemoData.Wish wish,
            Stored stored,
            Instant now) {
        Assignment assignment = named(stored.assignments(), wish.shift() + " " + today.plusDays(wish.day()));
        if (!assignment.holder().name().equals(wish.requester())) {
            throw new IllegalStateException(
                    "The demo data asks for cover of a shift that is not " + wish.requester() + "'s");
        }
        Optional<Assignment.Holder> candidate = wish.candidate()
                .map(name -> named(stored.members(), name))
                .map(member -> new Assignment.Holder(member.id(), member.name()));
        ShiftRequest request = new ShiftRequest(
                ShiftRequest.Id.fresh(),
                ShiftRequest.Kind.COVERAGE,
                assignment.id(),
                assignment.holder(),
                candidate,
                Optional.of(wish.reason()),
                candidate.isPresent() ? ShiftRequest.State.PENDING_APPROVAL : ShiftRequest.State.OPEN,
                Optional.empty(),
                now,
                1);
        stores.requests().insert(transaction, organisation, request, "demo");
    }

    private static <T> T named(Map<String, T> things, String name) {
        return Optional.ofNullable(things.get(name))
                .orElseThrow(() -> new IllegalStateException("The demo data has no " + name));
    }
}
