package org.watchbill.auth.history;

import java.util.List;
import java.util.Optional;

/** Tells browser families apart by their User-Agent; whatever a program sends, the answer is one of a few texts. */
public final class BrowserRules {

    private record Mark(String part, String name) {}

    /** Most say that they are others as well, so the order counts. */
    private static final List<Mark> BROWSERS = List.of(
            new Mark("Edg", "Edge"),
            new Mark("OPR/", "Opera"),
            new Mark("SamsungBrowser/", "Samsung Internet"),
            new Mark("Firefox/", "Firefox"),
            new Mark("FxiOS/", "Firefox"),
            new Mark("Chrome/", "Chrome"),
            new Mark("CriOS/", "Chrome"),
            new Mark("Safari/", "Safari"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("Android", "Android"),
            new Mark("iPhone", "iPhone"),
            new Mark("iPad", "iPad"),
            new Mark("CrOS", "ChromeOS"),
            new Mark("Windows", "Windows"),
            new Mark("Mac OS X", "macOS"),
            new Mark("Linux", "Linux"));

    private BrowserRules() {}

    public static String family(String userAgent) {
        String browser = first(BROWSERS, userAgent).orElse("Unknown browser");
        return first(SYSTEMS, userAgent)
                .map(system -> browser + " on " + system)
                .orElse(browser);
    }

    private static Optional<String> first(List<Mark> marks, String userAgent) {
        return marks.stream()
                .filter(mark -> userAgent.contains(mark.part()))
                .map(Mark::name)
                .findFirst();
    }
}
