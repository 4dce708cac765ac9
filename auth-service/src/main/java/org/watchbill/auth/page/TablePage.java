package org.watchbill.auth.page;

import java.util.List;
import java.util.Optional;

/**
 * A list with what can be done to it and to each of its rows.
 *
 * @param columns the headings, as many as a row has cells; the last column of links has none
 */
public record TablePage(
        Navigation navigation, Words words, Controls controls, List<String> columns, List<Row> rows, Pager pager)
        implements Page {

    /**
     * What stands around the list.
     *
     * @param notice what has just been done, empty when nothing was
     * @param empty what to say in place of an empty list
     */
    public record Words(String title, String introduction, String notice, String empty) {}

    /** What can be done to the list; {@code search} is a form with one field when its label is not empty. */
    public record Controls(List<Link> actions, Search search) {

        public static final Controls NONE = new Controls(List.of(), Search.NONE);

        public Controls {
            actions = List.copyOf(actions);
        }

        public static Controls of(Link action) {
            return new Controls(List.of(action), Search.NONE);
        }

        public static Controls of(Search search) {
            return new Controls(List.of(), search);
        }
    }

    /** What to look for, and where. */
    public record Search(String path, String label, String text) {

        public static final Search NONE = new Search("", "", "");
    }

    /** A link; {@code about} names it for people who do not see the row, empty when the label says it all. */
    public record Link(String path, String label, String about) {}

    /** One line of the list. */
    public record Row(List<Cell> cells, List<Link> links) {

        public Row {
            cells = List.copyOf(cells);
            links = List.copyOf(links);
        }
    }

    /** One value, with a second line and a mark that may be empty. */
    public record Cell(String text, Optional<WallTime> time, String quiet, String mark) {

        public static Cell of(String text) {
            return new Cell(text, Optional.empty(), "", "");
        }

        public static Cell of(String text, String quiet) {
            return new Cell(text, Optional.empty(), quiet, "");
        }

        public static Cell at(WallTime time) {
            return new Cell("", Optional.of(time), "", "");
        }

        /** The time, or {@code never}. */
        public static Cell at(Optional<WallTime> time) {
            return time.map(Cell::at).orElseGet(() -> of("never"));
        }

        /** The same value that stands out. */
        public Cell marked(String mark) {
            return new Cell(text, time, quiet, mark);
        }
    }

    /** The ways to the beginning and to the next page; empty where there is none. */
    public record Pager(String first, String next) {

        public static final Pager NONE = new Pager("", "");
    }

    public TablePage {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    @Override
    public String template() {
        return "table";
    }
}
