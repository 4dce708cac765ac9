package org.watchbill.auth.page;

import java.util.List;
import java.util.Set;

/**
 * A form.
 *
 * @param back where who changes their mind goes
 */
public record FormPage(Navigation navigation, Words words, Form form, String back) implements Page {

    /**
     * What stands around the form.
     *
     * @param notice what has just been done, empty when nothing was
     * @param problem what was wrong, empty when nothing was
     */
    public record Words(String title, String introduction, String notice, String problem) {

        public Words(String title, String introduction, String problem) {
            this(title, introduction, "", problem);
        }
    }

    /** Where it goes, what it holds and the words on its button. */
    public record Form(String action, List<ConfirmPage.Field> hidden, List<Input> inputs, String button) {

        public Form {
            hidden = List.copyOf(hidden);
            inputs = List.copyOf(inputs);
        }

        @Override
        public String toString() {
            return "Form[" + action + "]";
        }
    }

    /** One question of the form. */
    public sealed interface Input {

        /** A line of text; {@code help} may be empty. */
        record Line(String name, String label, String value, int longest, String help) implements Input {}

        /** Lines of text. */
        record Lines(String name, String label, String value, int longest, String help) implements Input {}

        /** One of several. */
        record Choice(String name, String label, List<Option> options, String help) implements Input {

            public Choice {
                options = List.copyOf(options);
            }
        }

        /** Any of several. */
        record Boxes(String name, String label, List<Option> options) implements Input {

            public Boxes {
                options = List.copyOf(options);
            }
        }
    }

    /** An answer to choose; {@code mark} may be empty. */
    public record Option(String value, String label, String mark, boolean chosen) {

        /** One that is chosen when {@code chosen} holds it. */
        public static Option of(String value, String label, Set<String> chosen) {
            return new Option(value, label, "", chosen.contains(value));
        }
    }

    @Override
    public String template() {
        return "form";
    }
}
