package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done when Windows tells, by the console's handler and by messages to the window. */
class SessionEndTest {
    private final List<SessionEnd.Console.Handler> handlers = new ArrayList<>();
    private int released;
    private final SessionEnd end = new SessionEnd(() -> released++, (handler, add) -> {
        if (add == 0) {
            handlers.remove(handler);
        } else {
            handlers.add(handler);
        }
        return 1;
    });

    /** 2: the console is closed; 5: logoff; 6: shutdown. What is answered with 1 ends the process. */
    @ParameterizedTest
    @CsvSource({"2", "5", "6"})
    void everythingIsReleasedBeforeTheHandlerReturns(int event) {
        assertEquals(1, handlers.get(0).callback(event));
        assertEquals(1, released);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void ctrlCAndCtrlBreakAreLeftToTheNextHandler(int event) {
        assertEquals(0, handlers.get(0).callback(event));
        assertEquals(0, released);
    }

    @Test
    void theSessionMayEndAndEverythingIsReleasedWhenItDoes() {
        assertEquals(1, message(0x0011, 0), "WM_QUERYENDSESSION");
        assertEquals(0, released, "others may still refuse");
        assertEquals(0, message(0x0016, 0), "WM_ENDSESSION, refused by others");
        assertEquals(0, released);
        assertEquals(0, message(0x0016, 1), "WM_ENDSESSION");
        assertEquals(1, released);
    }

    @Test
    void whoeverClosesTheWindowEndsTheProgram() {
        assertEquals(0, message(0x0010, 0), "WM_CLOSE");
        assertEquals(1, released);
    }

    @Test
    void otherMessagesAreAnsweredAsByAnyWindow() {
        assertNull(end.on(null, 0x0200, new WPARAM(0), new LPARAM(0)));
    }

    @Test
    void afterwardsNothingIsTold() {
        end.close();
        assertEquals(List.of(), handlers);
    }

    private int message(int message, long first) {
        return end.on(null, message, new WPARAM(first), new LPARAM(0)).intValue();
    }
}
