package org.watchbill.auth.page;

import java.util.List;

/**
 * A page between a link and what cannot be undone.
 *
 * @param question the title
 * @param consequences what will happen, a sentence each
 * @param yes the form that does it
 * @param back where who changes their mind goes
 */
public record ConfirmPage(Navigation navigation, String question, List<String> consequences, Form yes, String back)
        implements Page {

    /** Where it goes, its hidden fields, and the words on its button. */
    public record Form(String action, List<Field> fields, String button) {

        public Form {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Form[" + action + "]";
        }
    }

    /** A hidden field. */
    public record Field(String name, String value) {

        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }

    public ConfirmPage {
        consequences = List.copyOf(consequences);
    }

    @Override
    public String template() {
        return "confirm";
    }
}
