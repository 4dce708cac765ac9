package org.watchbill.kit.run;

/** A named value of a log event, passed to {@link System.Logger} as a parameter; {@link JsonLog} prints it as a member. */
public record Field(String name, Object value) {

    public static Field of(String name, Object value) {
        return new Field(name, value);
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
