package org.watchbill.kit.audit;

/** How an audited call ended. */
public enum Outcome {
    SUCCESS,
    DECLINED,
    DENIED,
    INVALID,
    CONFLICT,
    ERROR
}
