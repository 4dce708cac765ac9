package org.watchbill.system.suite;

/** What a fresh suite holds. */
public enum Content {
    EMPTY,
    DEMO
}
