package org.watchbill.system.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A form of a page, filled in step by step; buttons are sent only when pressed. */
public final class Form {

    private record Field(String name, String value, boolean sent) {}

    private final URI action;
    private final List<Field> fields;

    private Form(URI action, List<Field> fields) {
        this.action = action;
        this.fields = List.copyOf(fields);
    }

    static Form read(URI page, Html.Element form) {
        List<Field> fields = new ArrayList<>();
        for (Html.Element input : Html.voidElements(form.content(), "input")) {
            String type = input.attribute("type");
            boolean choice = type.equals("checkbox") || type.equals("radio");
            boolean sent = !type.equals("submit") && (!choice || input.has("checked"));
            String value = choice && !input.has("value") ? "on" : input.attribute("value");
            fields.add(new Field(input.attribute("name"), value, sent));
        }
        for (Html.Element button : Html.elements(form.content(), "button")) {
            fields.add(new Field(button.attribute("name"), button.attribute("value"), false));
        }
        String action = form.attribute("action");
        return new Form(action.isEmpty() ? page : page.resolve(action), fields);
    }

    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    /** All values that a check box of the name can have. */
    public List<String> choices(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    public Form fill(String name, String value) {
        return with(name, field -> new Field(name, value, true));
    }

    /** Ticks the box, or presses the button, of that name and value. */
    public Form choose(String name, String value) {
        return with(name, field -> field.value().equals(value) ? new Field(name, value, true) : field);
    }

    /** Clears all boxes of the name. */
    public Form clear(String name) {
        return with(name, field -> new Field(name, field.value(), false));
    }

    URI action() {
        return action;
    }

    String encoded() {
        return fields.stream()
                .filter(field -> field.sent() && !field.name().isEmpty())
                .map(field -> Http.encode(field.name()) + "=" + Http.encode(field.value()))
                .collect(Collectors.joining("&"));
    }

    private Form with(String name, UnaryOperator<Field> change) {
        if (!has(name)) {
            throw new AssertionError("The form at " + action + " has no field " + name + ": " + fields);
        }
        return new Form(
                action,
                fields.stream()
                        .map(field -> field.name().equals(name) ? change.apply(field) : field)
                        .toList());
    }
}
