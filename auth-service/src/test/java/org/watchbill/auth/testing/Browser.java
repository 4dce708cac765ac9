package org.watchbill.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.testing.HttpCalls;

/** A browser without scripts: keeps cookies, fills forms, follows nothing by itself. */
public final class Browser {

    private static final Pattern COOKIE = Pattern.compile("((?:__Host-)?watchbill_\\w+)=([^;]*);");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private static final Pattern SIGN_OUT = Pattern.compile("<button type=\"submit\" name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpCalls calls;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(HttpCalls calls) {
        this.calls = calls;
    }

    public HttpCalls.Answer get(String path) {
        return keep(calls.get(path, headers(Map.of())));
    }

    public HttpCalls.Answer submit(String path, String form, Map<String, String> headers) {
        return keep(calls.postForm(path, headers(headers), form));
    }

    /** Fills the form of {@code page}: its hidden fields and {@code fields}, names and values in turn. */
    public HttpCalls.Answer submit(String path, HttpCalls.Answer page, String... fields) {
        return submit(path, hidden(page) + "&" + encode(fields), Map.of());
    }

    /** Signs in on the home page. */
    public Browser signIn(String email) {
        HttpCalls.Answer answer = submit("/sign-in", get("/sign-in"), "email", email, "password", "watchbill-demo");
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return this;
    }

    /** Presses the button that every page has for who is signed in. */
    public HttpCalls.Answer signOut(HttpCalls.Answer page) {
        Matcher button = SIGN_OUT.matcher(page.body());
        assertThat(button.find()).as(page.body()).isTrue();
        return submit("/sign-out", encode("csrf", button.group(1)), Map.of());
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    public static String hidden(HttpCalls.Answer page) {
        return hiddenIn(page.body());
    }

    /** The hidden fields of the form that goes to {@code action}, of a page that has several. */
    public static String hidden(HttpCalls.Answer page, String action) {
        String form = page.body().split("action=\"" + Pattern.quote(action) + "\"", -1)[1];
        return hiddenIn(form.substring(0, form.indexOf("</form>")));
    }

    private static String hiddenIn(String html) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = HIDDEN.matcher(html);
        while (matcher.find()) {
            fields.add(matcher.group(1));
            fields.add(unescape(matcher.group(2)));
        }
        return encode(fields.toArray(String[]::new));
    }

    public static String encode(String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    private static String unescape(String html) {
        return html.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        if (!cookies.isEmpty()) {
            List<String> pairs = new ArrayList<>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            headers.put("Cookie", String.join("; ", pairs));
        }
        return headers;
    }

    private HttpCalls.Answer keep(HttpCalls.Answer answer) {
        Matcher cookie = COOKIE.matcher(answer.header("set-cookie").orElse(""));
        while (cookie.find()) {
            cookies.put(cookie.group(1), cookie.group(2));
        }
        return answer;
    }
}
