package org.watchbill.kit.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints a double as ECMAScript's Number::toString does (ECMA-262 section 6.1.6.1.20), which RFC 8785 asks for. */
final class EcmaScriptNumber {

    private EcmaScriptNumber() {}

    static String text(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("A number that is not finite has no canonical form");
        }
        if (number == 0) {
            return "0";
        }
        return (number < 0 ? "-" : "") + positive(Math.abs(number));
    }

    private static String positive(double number) {
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point > 21 || point <= -6) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /** The shortest decimal that reads back as {@code number}; {@link Double#toString} alone never goes below two digits. */
    private static BigDecimal shortest(double number) {
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (decimal.precision() == 2) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal oneDigit = new BigDecimal(number).round(new MathContext(1, mode));
                if (oneDigit.doubleValue() == number) {
                    return oneDigit.stripTrailingZeros();
                }
            }
        }
        return decimal;
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
