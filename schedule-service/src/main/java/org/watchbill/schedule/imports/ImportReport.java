package org.watchbill.schedule.imports;

import java.util.List;

/** What the import program prints. */
public record ImportReport(boolean imported, List<String> lines) {

    public ImportReport {
        lines = List.copyOf(lines);
    }
}
