package org.watchbill.schedule.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.member.NewMember;

/** The demo organisation as its data file describes it; people are named by name, days count from the first start. */
public record DemoData(
        Clinic organisation,
        List<NewMember> members,
        List<Group> teams,
        List<Shift> shiftTypes,
        Days days,
        List<Rotation> rotations,
        List<Wish> requests) {

    private static final String FILE = "/schedule-service/demo/harbor-clinic.json";

    /** The tenant; auth-service has the same. */
    public record Clinic(UUID id, String name, ZoneId zone) {

        Caller.Organisation organisation() {
            return new Caller.Organisation(id, name, zone);
        }
    }

    /** A team and its members. */
    public record Group(String name, List<String> members) {}

    /** A shift type with its hours. */
    public record Shift(String code, String name, List<Hours> hours) {

        /** The hours of a set of weekdays. */
        public record Hours(String days, String start, String end) {}
    }

    /** Which days have assignments, counted from the first start. */
    public record Days(int first, int last) {}

    /** Who takes a shift in turns of so many days; the first in the list has the turn that begins with day 0. */
    public record Rotation(String shift, int turnDays, List<String> members) {}

    /** A request that waits: whose shift on which day is to be covered. */
    public record Wish(int day, String shift, String requester, Optional<String> candidate, String reason) {}

    public DemoData {
        members = List.copyOf(members);
        teams = List.copyOf(teams);
        shiftTypes = List.copyOf(shiftTypes);
        rotations = List.copyOf(rotations);
        requests = List.copyOf(requests);
    }

    public static DemoData load() {
        try (InputStream file = DemoData.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return Json.read(file.readAllBytes(), DemoData.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
