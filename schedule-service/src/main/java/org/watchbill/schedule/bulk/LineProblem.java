package org.watchbill.schedule.bulk;

/** What is wrong with, or remarkable about, one line of a file; lines count from 1. */
public record LineProblem(int line, String message) {

    private static final int LONGEST = 300;

    public LineProblem {
        message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
    }
}
