package org.watchbill.kit.mcp.tool;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.token.Caller;

/**
 * A tool, declared by its spec and the records of its input and output. Schemas are generated from the records: members
 * in snake_case, {@code Optional} members not required, {@link Describe} for descriptions and bounds.
 */
public sealed interface Tool {

    ToolSpec spec();

    Class<? extends Record> input();

    Class<? extends Record> output();

    /** A tool that changes nothing and leaves no audit row. */
    record Read<I extends Record, O extends Record>(
            ToolSpec spec, Class<I> input, Class<O> output, Reading<I, O> handler) implements Tool {}

    /** A tool that may change something: idempotent, confirmed by its policy, audited on every path. */
    record Write<I extends Record, O extends Record>(
            ToolSpec spec, Class<I> input, Class<O> output, Writing<I, O> handler) implements Tool {}

    /** Answers a read. */
    @FunctionalInterface
    interface Reading<I extends Record, O extends Record> {

        Answer<O> read(Caller caller, I input);
    }

    /** Answers a write. */
    interface Writing<I extends Record, O extends Record> {

        /** What the person is asked to confirm, naming object and effect, or why there is nothing to confirm. */
        Preview preview(Caller caller, I input);

        /** Checks everything again and does it, within {@code transaction}. */
        Answer<O> write(DbTransaction transaction, Caller caller, I input);
    }
}
