package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerResolutionTest {
    private final List<String> calls = new ArrayList<>();

    /** @param answer as Windows': 0 grants */
    private TimerResolution.Periods periods(int answer) {
        return new TimerResolution.Periods() {
            @Override
            public int timeBeginPeriod(int millis) {
                calls.add("begin " + millis);
                return answer;
            }

            @Override
            public int timeEndPeriod(int millis) {
                calls.add("end " + millis);
                return 0;
            }
        };
    }

    @Test
    void whatWasGrantedIsGivenBackOnce() {
        TimerResolution timer = new TimerResolution(periods(0));
        assertEquals(List.of("begin 1"), calls);
        timer.close();
        timer.close();
        assertEquals(List.of("begin 1", "end 1"), calls);
    }

    @Test
    void whatWasRefusedIsNotGivenBack() {
        new TimerResolution(periods(97)).close();
        assertEquals(List.of("begin 1"), calls);
    }
}
