package org.watchbill.kit.http;

import java.util.function.BooleanSupplier;

/**
 * One named condition on the health page.
 *
 * @param required whether the service takes no traffic without it; otherwise it is degraded
 */
public record Readiness(String name, boolean required, BooleanSupplier holds) {

    /** A condition that must hold before a service takes traffic. */
    public Readiness(String name, BooleanSupplier holds) {
        this(name, true, holds);
    }

    /** A condition without which the service still does most of its work. */
    public static Readiness helpful(String name, BooleanSupplier holds) {
        return new Readiness(name, false, holds);
    }
}
