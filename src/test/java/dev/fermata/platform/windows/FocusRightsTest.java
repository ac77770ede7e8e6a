package dev.fermata.platform.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose rights are higher, by labels as Windows lays them out. */
class FocusRightsTest {
    private static final int LOW = 0x1000;
    private static final int MEDIUM = 0x2000;
    private static final int HIGH = 0x3000;
    private static final int OURSELVES = 1;

    /** By process; a window has the number of its process. */
    private final Map<Long, Integer> levels = new HashMap<>(Map.of((long) OURSELVES, MEDIUM));
    private final Set<Long> closedToUs = new HashSet<>();
    private final Set<Long> tokensClosedToUs = new HashSet<>();
    private long foreground;
    private int error;
    private int asked;
    private int open;

    private final FocusRights.Calls calls = new FocusRights.Calls() {
        @Override
        public Pointer foreground() {
            return foreground == 0 ? null : Pointer.createConstant(foreground);
        }

        @Override
        public int process(Pointer window) {
            asked++;
            return (int) Pointer.nativeValue(window);
        }

        @Override
        public Pointer openProcess(int process) {
            return opened((long) process, closedToUs);
        }

        @Override
        public Pointer ownProcess() {
            return Pointer.createConstant(OURSELVES);
        }

        @Override
        public Pointer openToken(Pointer process) {
            return opened(Pointer.nativeValue(process), tokensClosedToUs);
        }

        private Pointer opened(long number, Set<Long> refused) {
            error = refused.contains(number) ? FocusRights.ACCESS_DENIED : 0;
            open += error == 0 ? 1 : 0;
            return error == 0 ? Pointer.createConstant(number) : null;
        }

        /** TOKEN_MANDATORY_LABEL: where the SID is, attributes; the SID behind it. */
        @Override
        public boolean label(Pointer token, Memory into) {
            Integer level = levels.get(Pointer.nativeValue(token));
            if (level == null) {
                return false;
            }
            into.setPointer(0, into.share(16));
            into.setByte(16, (byte) 1);
            into.setByte(17, (byte) 1);
            into.setByte(23, (byte) 16);
            into.setInt(24, level);
            return true;
        }

        @Override
        public int error() {
            return error;
        }

        @Override
        public void close(Pointer handle) {
            open--;
        }
    };

    private Optional<String> at(long process, int level) {
        levels.put(process, level);
        foreground = process;
        return new FocusRights(calls).now();
    }

    @Test
    void aProgramOfTheSameOrALowerLevelIsNoBarrier() {
        assertEquals(Optional.empty(), at(7, MEDIUM));
        assertEquals(Optional.empty(), at(8, LOW));
    }

    @Test
    void anAdministratorsProgramIsOne() {
        assertEquals(Optional.of("runs with more rights than Fermata, as administrator"), at(7, HIGH));
        assertEquals(Optional.of("runs with more rights than Fermata"), at(7, MEDIUM + 0x100));
    }

    @Test
    void toAnAdministratorNobodyIsOne() {
        levels.put((long) OURSELVES, HIGH);
        assertEquals(Optional.empty(), at(7, HIGH));
        assertEquals(Optional.of(true), new FocusRights(calls).isAdministrator());
    }

    @Test
    void oneThatMayNotBeLookedAtMayBeOne() {
        closedToUs.add(7L);
        String told = "does not let itself be looked at, as do those that run with more rights than Fermata";
        assertEquals(Optional.of(told), at(7, HIGH));
        tokensClosedToUs.add(8L);
        assertEquals(Optional.of(told), at(8, HIGH));
    }

    @Test
    void withoutAFocusOrALabelNothingIsTold() {
        assertEquals(Optional.empty(), new FocusRights(calls).now());
        foreground = 9;
        assertEquals(Optional.empty(), new FocusRights(calls).now(), "it has gone meanwhile");
    }

    @Test
    void aWindowIsLookedAtOnceAndEverythingIsClosed() {
        levels.put(7L, HIGH);
        foreground = 7;
        FocusRights rights = new FocusRights(calls);
        assertEquals(rights.now(), rights.now());
        assertEquals(1, asked);
        assertEquals(0, open);
    }
}
