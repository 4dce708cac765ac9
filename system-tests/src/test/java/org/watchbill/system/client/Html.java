package org.watchbill.system.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much reading of HTML as forms need. */
final class Html {

    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");

    record Element(Map<String, String> attributes, String content) {

        String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }

        boolean has(String name) {
            return attributes.containsKey(name);
        }
    }

    private Html() {}

    /** Elements with a closing tag, such as forms and buttons. */
    static List<Element> elements(String html, String tag) {
        return find(html, "(?is)<" + tag + "\\b([^>]*)>(.*?)</" + tag + ">");
    }

    /** Elements without content, such as inputs. */
    static List<Element> voidElements(String html, String tag) {
        return find(html, "(?is)<" + tag + "\\b([^>]*)>()");
    }

    static String unescape(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#x3D;", "=")
                .replace("&amp;", "&");
    }

    private static List<Element> find(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(match -> new Element(attributes(match.group(1)), match.group(2)))
                .toList();
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            attributes.put(matcher.group(1).toLowerCase(Locale.ROOT), unescape(value(matcher)));
        }
        return attributes;
    }

    private static String value(Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            String value = attribute.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
