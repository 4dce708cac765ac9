package org.watchbill.kit.http;

import java.util.function.BooleanSupplier;

/** One named condition that must hold before a service takes traffic. */
public record Readiness(String name, BooleanSupplier holds) {}
