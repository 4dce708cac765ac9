package org.watchbill.system.conformance;

import java.util.List;

/** What is run: a version of the suite with the choice of its scenarios, and how many these are. */
public enum ScenarioSet {
    REVISION_2026_07_28("2026-07-28", ScenarioSet.NEWEST, 50, "--requirements 2026-07-28"),
    REVISION_2025_11_25("2025-11-25", ScenarioSet.NEWEST, 33, "--requirements 2025-11-25"),
    REVISION_2025_06_18("2025-06-18", ScenarioSet.NEWEST, 27, "--suite all --spec-version 2025-06-18"),
    REVISION_2025_03_26("2025-03-26", ScenarioSet.NEWEST, 1, "--suite all --spec-version 2025-03-26"),
    SUITE_0_1_16("0.1.16", "conformance-0.1", 32, "--suite all");

    private static final String NEWEST = "@modelcontextprotocol/conformance";

    private final String label;
    private final String npmPackage;
    private final int scenarios;
    private final String choice;

    ScenarioSet(String label, String npmPackage, int scenarios, String choice) {
        this.label = label;
        this.npmPackage = npmPackage;
        this.scenarios = scenarios;
        this.choice = choice;
    }

    /** The name on the command line. */
    public String label() {
        return label;
    }

    /** How many scenarios the locked version runs; fewer results mean that it did not come to its end. */
    int scenarios() {
        return scenarios;
    }

    /** The program below {@code node_modules}. */
    String program() {
        return "node_modules/" + npmPackage + "/dist/index.js";
    }

    List<String> choice() {
        return List.of(choice.split(" ", -1));
    }
}
