package org.watchbill.schedule.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.schedule.clock.Interval;

class GapCalculatorTest {

    /** Hours of one day; the window is 8-20. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                  | 8-20
            8-20               | -
            0-23               | -
            8-12 12-20         | -
            8-12 13-20         | 12-13
            9-19               | 8-9 19-20
            13-20 8-12         | 12-13
            8-18 9-10 11-12    | 18-20
            8-10 9-14 15-16    | 14-15 16-20
            0-8 20-23          | 8-20
            0-9 19-23          | 9-19
            0-1 21-23          | 8-20
            """)
    void findsWhatNobodyCovers(String covered, String gaps) {
        assertThat(GapCalculator.gaps(interval("8-20"), intervals(covered))).isEqualTo(intervals(gaps));
    }

    private static List<Interval> intervals(String hours) {
        return hours == null
                ? List.of()
                : Stream.of(hours.split(" ")).map(GapCalculatorTest::interval).toList();
    }

    private static Interval interval(String hours) {
        String[] ends = hours.split("-", 2);
        return new Interval(hour(ends[0]), hour(ends[1]));
    }

    private static Instant hour(String hour) {
        return Instant.parse("2026-11-21T00:00:00Z").plusSeconds(3600 * Long.parseLong(hour));
    }
}
