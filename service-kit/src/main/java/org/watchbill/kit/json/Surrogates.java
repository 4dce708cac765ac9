package org.watchbill.kit.json;

/** Finds UTF-16 surrogates without a partner, which no UTF-8 text can hold. */
final class Surrogates {

    private Surrogates() {}

    static boolean anyLone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
