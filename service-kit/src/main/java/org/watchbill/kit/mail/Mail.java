package org.watchbill.kit.mail;

import java.util.regex.Pattern;

/**
 * One mail to one person, in plain text.
 *
 * @param to a bare address such as {@code ana@harbor.example}, in ASCII
 * @param subject one line, at most 200 characters
 * @param text lines that end with {@code \n}, at most 20,000 characters
 */
public record Mail(String to, String subject, String text) {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 20_000;

    /** RFC 5321's local part without quotes; nothing in it has a meaning in a header or in an SMTP command. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

    /** Throws {@link IllegalArgumentException}, above all for line breaks that would begin another header. */
    public Mail {
        if (!isAddress(to)) {
            throw new IllegalArgumentException("The recipient is not a mail address");
        }
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.codePoints().anyMatch(Mail::breaksLines)) {
            throw new IllegalArgumentException("The subject is not one line of 1 to 200 characters");
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The text has not 1 to 20000 characters");
        }
    }

    static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && ADDRESS.matcher(text).matches();
    }

    private static boolean breaksLines(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    @Override
    public String toString() {
        return "Mail[hidden]";
    }
}
