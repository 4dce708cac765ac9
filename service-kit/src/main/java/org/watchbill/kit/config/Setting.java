package org.watchbill.kit.config;

/** One value with its key and where it came from, so that a complaint can say both. */
record Setting(String key, String value, String origin) {

    private static final int LONGEST_QUOTE = 80;

    Setting {
        value = value.strip();
    }

    ConfigurationException invalid(String rule) {
        return new ConfigurationException(
                "Setting '" + key + "' " + rule + ", but is " + quoted() + " (" + origin + ")");
    }

    ConfigurationException secretMissing(String problem) {
        return new ConfigurationException("Setting '" + key + "' " + problem + ", but is " + quoted() + " (" + origin
                + "); './watchbill up' makes the secret files");
    }

    private String quoted() {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_QUOTE
                ? "'" + printable + "'"
                : "'" + printable.substring(0, LONGEST_QUOTE) + "...'";
    }
}
