package org.watchbill.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** RFC 8785: the examples it publishes, and an oracle for numbers that works another way. */
class CanonicalJsonTest {

    /** RFC 8785 appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void printsTheNumbersOfTheRfc(String bits, String text) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(canonical(JsonNodeFactory.instance.numberNode(number))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7fffffffffffffff", "7ff0000000000000", "fff0000000000000"})
    void refusesNumbersThatAreNotFinite(String bits) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.bytes(JsonNodeFactory.instance.numberNode(number)));
    }

    @Test
    void agreesWithAnOracleThatTriesEveryPrecision() {
        Random random = new Random(8785);
        for (int i = 0; i < 5_000; i++) {
            double number = Math.abs(
                    i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt() / Math.pow(10, i % 30));
            if (Double.isFinite(number)) {
                assertThat(EcmaScriptNumber.text(number)).isEqualTo(oracle(number));
            }
        }
    }

    /** The first precision that reads back, laid out by the table of ECMA-262 6.1.6.1.20. */
    private static String oracle(double number) {
        if (number == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                String form = rounded.unscaledValue().toString();
                return layOut(form.replaceFirst("0+$", ""), form.length() - rounded.scale());
            }
        }
    }

    private static String layOut(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String sign = point - 1 < 0 ? "-" : "+";
        String fraction = count == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + sign + Math.abs(point - 1);
    }

    /** RFC 8785 section 3.2.2. */
    @Test
    void printsTheSampleOfTheRfc() {
        assertThat(canonical(parse("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }"""))).isEqualTo("""
                {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                "string":"\u20ac$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    /** RFC 8785 section 3.2.3: UTF-16 code units, so the emoji comes before U+FB33. */
    @Test
    void sortsMembersByCodeUnits() {
        assertThat(canonical(parse("""
                {"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}""")))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void escapesControlCharactersAsTheRfcSays() {
        assertThat(canonical(JsonNodeFactory.instance.stringNode("\b\t\n\f\r\u0000\u001f\u007f\"\\/")))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\\\"\\\\/\"");
    }

    @Test
    void refusesALoneSurrogate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.bytes(JsonNodeFactory.instance.stringNode("\ud800")));
    }

    @Test
    void digestsTheSameWhateverTheOrderAndTheSpaces() {
        String digest = "43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777";
        assertThat(CanonicalJson.digest(parse("{\"a\":1,\"b\":2}"))).isEqualTo(digest);
        assertThat(CanonicalJson.digest(parse("{ \"b\" : 2.0 , \"a\" : 1e0 }"))).isEqualTo(digest);
        assertThat(CanonicalJson.digest(parse("{\"a\":1,\"b\":3}"))).isNotEqualTo(digest);
    }

    private static JsonNode parse(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(JsonNode value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }
}
