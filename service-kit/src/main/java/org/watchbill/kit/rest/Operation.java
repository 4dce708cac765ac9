package org.watchbill.kit.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One operation of a REST API: what is served, and what the document says of it.
 *
 * @param name in snake case; a write stands under it in the audit log
 * @param path below the API's base, such as {@code /users/{id}}
 * @param summary what it does, as one line
 */
public record Operation(
        String name, Method method, String path, String summary, Admission admission, Input input, Output output) {

    /** The methods of operations. */
    public enum Method {
        GET,
        POST,
        PATCH,
        DELETE
    }

    /**
     * What a request may have.
     *
     * @param conditional whether it must name the version that it changes
     */
    public record Input(List<QueryParameter> query, Optional<Class<? extends Record>> body, boolean conditional) {

        static final Input NOTHING = new Input(List.of(), Optional.empty(), false);

        public Input {
            query = List.copyOf(query);
        }

        Set<String> queryNames() {
            return query.stream().map(QueryParameter::name).collect(Collectors.toSet());
        }
    }

    /**
     * What comes back; nothing when there is no type.
     *
     * @param paged whether it is a page of such records
     */
    public record Output(int status, Optional<Class<? extends Record>> type, boolean paged) {}

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    public static Operation get(String name, String path, String summary, Admission admission) {
        return of(name, Method.GET, path, summary, admission);
    }

    public static Operation post(String name, String path, String summary, Admission admission) {
        return of(name, Method.POST, path, summary, admission);
    }

    public static Operation patch(String name, String path, String summary, Admission admission) {
        return of(name, Method.PATCH, path, summary, admission);
    }

    public static Operation delete(String name, String path, String summary, Admission admission) {
        return of(name, Method.DELETE, path, summary, admission);
    }

    private static Operation of(String name, Method method, String path, String summary, Admission admission) {
        return new Operation(
                name, method, path, summary, admission, Input.NOTHING, new Output(NO_CONTENT, Optional.empty(), false));
    }

    public Operation with(QueryParameter... more) {
        List<QueryParameter> query = new ArrayList<>(input.query());
        query.addAll(List.of(more));
        return with(new Input(query, input.body(), input.conditional()));
    }

    /** With a body that has nothing but the members of {@code type}, within its bounds. */
    public Operation takes(Class<? extends Record> type) {
        return with(new Input(input.query(), Optional.of(type), input.conditional()));
    }

    /** With {@code If-Match} as a condition. */
    public Operation ifUnchanged() {
        return with(new Input(input.query(), input.body(), true));
    }

    public Operation answers(Class<? extends Record> type) {
        return with(new Output(OK, Optional.of(type), false));
    }

    /** With a page of {@code type} as the answer. */
    public Operation answersPage(Class<? extends Record> type) {
        return with(QueryParameter.LIMIT, QueryParameter.CURSOR).with(new Output(OK, Optional.of(type), true));
    }

    /** With a new row as the answer, which is found by its {@code id} below {@link #path}. */
    public Operation creates(Class<? extends Record> type) {
        return with(new Output(CREATED, Optional.of(type), false));
    }

    boolean writes() {
        return method != Method.GET;
    }

    boolean hasId() {
        return path.contains("{id}");
    }

    private Operation with(Input other) {
        return new Operation(name, method, path, summary, admission, other, output);
    }

    private Operation with(Output other) {
        return new Operation(name, method, path, summary, admission, input, other);
    }
}
