package org.watchbill.kit.mcp.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Description and bounds of one member of a tool's input or output record. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Describe {

    String value();

    /** Longest text; 0 means the default of 200 characters. */
    int maxLength() default 0;

    long min() default Long.MIN_VALUE;

    long max() default Long.MAX_VALUE;
}
