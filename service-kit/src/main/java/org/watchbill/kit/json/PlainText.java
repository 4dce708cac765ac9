package org.watchbill.kit.json;

/** Text of people that shows as it reads: no control characters and nothing invisible that reorders or hides text. */
public final class PlainText {

    private static final String ALLOWED = "\t\n\r\u200c\u200d";

    private PlainText() {}

    /** False for control and format characters (Unicode Cc and Cf); line breaks, tabs and joiners are plain. */
    public static boolean isPlain(String text) {
        return text.codePoints()
                .filter(character -> ALLOWED.indexOf(character) < 0)
                .map(Character::getType)
                .noneMatch(type -> type == Character.CONTROL || type == Character.FORMAT);
    }
}
