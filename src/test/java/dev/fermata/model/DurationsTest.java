package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"50ms,50000", "1.5s,1500000", "2m,120000000", "2min,120000000", "1h,3600000000",
        "' 7 S ',7000000", "0ms,0", "0.001ms,1"})
    void readsUnits(String text, long micros) {
        assertEquals(Optional.of(Duration.ofNanos(micros * 1_000)), Durations.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"50,50000", "0,0", "1.5,1500", "50ms,50000", "1.5s,1500000"})
    void whereTheNotationSaysSoABareNumberIsMilliseconds(String text, long micros) {
        assertEquals(Optional.of(Duration.ofNanos(micros * 1_000)), Durations.parseMillis(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", " 50 ", "0", "1.5"})
    void elsewhereABareNumberIsRefusedAndSuggestedWithUnits(String text) {
        assertEquals(Optional.empty(), Durations.parse(text));
        assertEquals(List.of(text.strip() + "ms", text.strip() + "s"), Durations.withUnits(text, "ms", "s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50ms", "", "ms", "x"})
    void nothingElseIsSuggestedWithUnits(String text) {
        assertEquals(List.of(), Durations.withUnits(text, "ms", "s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "ms", "1 2", "1e3", "1.5.1s", "1d", "0x10", "1234567890", "1.1234567s", "\u0661"})
    void refusesWhatIsNoDuration(String text) {
        assertEquals(Optional.empty(), Durations.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"50,50ms", "1500,1.5s", "1000,1s", "60000,1m", "90000,90s", "0,0ms", "600000,10m"})
    void writesTheShortestForm(long millis, String text) {
        assertEquals(text, Durations.format(Duration.ofMillis(millis)));
    }

    @Property
    void whatIsWrittenReadsBack(@ForAll @LongRange(max = 86_400_000_000L) long micros) {
        Duration duration = Duration.ofNanos(micros * 1_000);
        assertEquals(Optional.of(duration), Durations.parse(Durations.format(duration)));
    }

    @Property
    void neverThrows(@ForAll String text) {
        assertTrue(Durations.parse(text).map(duration -> !duration.isNegative()).orElse(true));
    }
}
