package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Pointer;
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

    /** PROCESS_POWER_THROTTLING_STATE: version 1, what is controlled, what of it is on. */
    @Test
    void aHiddenProcessIsNotThrottled() {
        TimerResolution.fullSpeed(throttling(0x5));
        assertEquals(List.of("set 4: 1 5 0"), calls);
    }

    @Test
    void anOlderWindowsIsToldWhatItKnows() {
        TimerResolution.fullSpeed(throttling(0x1));
        assertEquals(List.of("set 4: 1 5 0", "set 4: 1 1 0"), calls);
    }

    /** @param known which flags it knows */
    private TimerResolution.Throttling throttling(int known) {
        return new TimerResolution.Throttling() {
            @Override
            public Pointer GetCurrentProcess() {
                return Pointer.createConstant(-1);
            }

            @Override
            public int SetProcessInformation(Pointer process, int which, Pointer state, int bytes) {
                assertEquals(12, bytes);
                calls.add("set " + which + ": " + state.getInt(0) + " " + state.getInt(4) + " " + state.getInt(8));
                return (state.getInt(4) & ~known) == 0 ? 1 : 0;
            }
        };
    }

    @Test
    void whatWasRefusedIsNotGivenBack() {
        new TimerResolution(periods(97)).close();
        assertEquals(List.of("begin 1"), calls);
    }
}
