package org.watchbill.schedule;

import java.time.Clock;
import org.watchbill.kit.run.ServiceRunner;

/** schedule-service as a process. */
public final class ScheduleMain {

    private ScheduleMain() {}

    public static void main(String[] args) {
        ServiceRunner.run("schedule-service", Clock.systemUTC(), ScheduleService::start);
    }
}
