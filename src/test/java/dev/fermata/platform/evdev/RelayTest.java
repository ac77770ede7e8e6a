package dev.fermata.platform.evdev;

import static dev.fermata.platform.evdev.RelayBench.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.platform.PhysicalKeys.Reading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelayTest {
    @Test
    void aDeviceThatNobodyNeedsIsHeardAndLeftToPrograms() {
        RelayBench bench = new RelayBench();
        bench.plug("board", Kind.KEYBOARD);
        bench.pass(10_000);
        bench.key(Key.Q, true);
        bench.key(Key.Q, false);
        assertEquals("+q -q", bench.takeHeard());
        assertEquals("+16 -16", bench.takeDirect());
        assertEquals("", bench.virtual.take());
    }

    @Test
    void devicesAreTakenWhenProgramsHaveHadTimeToOpenTheVirtualOne() {
        RelayBench bench = new RelayBench();
        FakeDevice board = bench.plug("board", Kind.KEYBOARD);
        bench.manage(Key.Q);
        bench.now += 200 * MS - 1;
        bench.step();
        assertFalse(board.ours);
        assertEquals(bench.now + 1, bench.next);
        bench.now++;
        bench.step();
        assertTrue(board.ours);
        assertEquals(1, bench.relay.taken());
    }

    @Test
    void whatIsNotManagedIsPassedOnUnchangedInItsOrder() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.key(Key.W, true);
        bench.key(Key.E, true);
        bench.key(Key.W, false);
        bench.key(Key.E, false);
        assertEquals("+17 | +18 | -17 | -18 |", bench.virtual.take());
        assertEquals("", bench.takeDirect());
    }

    @Test
    void aCodeWithoutANameIsPassedOnAsWell() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.takeHeard();
        bench.devices.get(0).key(bench.now, 0x2f0, true);
        bench.read(bench.devices.get(0));
        assertEquals("+752 |", bench.virtual.take());
        assertEquals("", bench.takeHeard());
    }

    @Test
    void aScanCodeGoesBeforeItsKeyOrIsKeptWithIt() {
        RelayBench bench = RelayBench.playing(Key.Q);
        FakeDevice board = bench.devices.get(0);
        for (Key key : List.of(Key.W, Key.Q, Key.E)) {
            board.happens(bench.now, Codes.EV_MSC, Codes.MSC_SCAN, 1_000 + Codes.code(key));
            board.key(bench.now, Codes.code(key), true);
        }
        board.happens(bench.now, Codes.EV_MSC, Codes.MSC_SCAN, 1_017);
        board.happens(bench.now, Codes.EV_KEY, Codes.code(Key.W), Codes.REPEATED);
        board.happens(bench.now, Codes.EV_SYN, Codes.SYN_REPORT, 1);
        bench.read(board);
        assertEquals("s1017 +17 | s1018 +18 |", bench.virtual.take());
    }

    @Test
    void aScanCodeOfAKeyThatTheKernelDoesNotKnowIsPassedOn() {
        RelayBench bench = RelayBench.playing(Key.Q);
        FakeDevice board = bench.devices.get(0);
        board.happens(bench.now, Codes.EV_MSC, Codes.MSC_SCAN, 7);
        board.happens(bench.now, Codes.EV_MSC, Codes.MSC_SCAN, 8);
        board.happens(bench.now, Codes.EV_SYN, Codes.SYN_REPORT, 0);
        bench.read(board);
        assertEquals("s7 s8 |", bench.virtual.take());
    }

    @Test
    void aManagedPressIsKeptWithItsRelease() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.takeHeard();
        bench.key(Key.Q, true);
        bench.key(Key.W, true);
        bench.key(Key.Q, false);
        assertEquals("+17 |", bench.virtual.take());
        assertEquals("+q kept:q +w -q", bench.takeHeard());
        assertEquals(1, bench.relay.kept());
    }

    @Test
    void pressAndReleaseAreAPairWhateverIsKeptInBetween() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.key(Key.Q, true);
        bench.manage();
        bench.key(Key.Q, false);
        assertEquals("", bench.virtual.take());
        bench.key(Key.Q, true);
        bench.manage(Key.Q);
        bench.key(Key.Q, false);
        assertEquals("+16 | -16 |", bench.virtual.take());
    }

    @Test
    void theKernelsRepeatsAreDropped() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.key(Key.W, true);
        bench.takeHeard();
        bench.virtual.take();
        FakeDevice board = bench.devices.get(0);
        board.happens(bench.now, Codes.EV_KEY, Codes.code(Key.W), 2);
        board.happens(bench.now, Codes.EV_SYN, Codes.SYN_REPORT, 1);
        bench.read(board);
        assertEquals("", bench.virtual.take() + bench.takeHeard());
    }

    @Test
    void whatWasLostIsMadeUpForByReadingTheKeys() {
        RelayBench bench = RelayBench.playing(Key.Q);
        FakeDevice board = bench.devices.get(0);
        bench.key(Key.W, true);
        bench.virtual.take();
        bench.takeHeard();
        for (int i = 0; i < 20; i++) {
            board.key(bench.now, Codes.code(Key.E), i % 2 == 0);
        }
        board.key(bench.now, Codes.code(Key.W), false);
        board.key(bench.now, Codes.code(Key.R), true);
        bench.read(board);
        assertFalse(bench.virtual.down.get(Codes.code(Key.W)));
        assertTrue(bench.virtual.down.get(Codes.code(Key.R)));
        assertEquals(Set.of(), Set.copyOf(board.unread));
        assertEquals(Reading.DOWN, bench.players.read(Key.R, false));
        assertEquals(Reading.UP, bench.players.read(Key.W, false));
    }

    @Test
    void anIncompleteFrameIsNotPassedOnUpToItsEnd() {
        RelayBench bench = RelayBench.playing(Key.Q);
        FakeDevice board = bench.devices.get(0);
        board.happens(bench.now, Codes.EV_SYN, Codes.SYN_DROPPED, 0);
        board.happens(bench.now, Codes.EV_KEY, Codes.code(Key.W), 1);
        bench.read(board);
        assertEquals("", bench.virtual.take());
        board.happens(bench.now, Codes.EV_SYN, Codes.SYN_REPORT, 0);
        bench.read(board);
        assertEquals("", bench.virtual.take());
    }

    @Test
    void aDeviceIsTakenWhenItsKeysAreUp() {
        RelayBench bench = new RelayBench();
        FakeDevice board = bench.plug("board", Kind.KEYBOARD);
        bench.key(Key.W, true);
        bench.manage(Key.Q);
        bench.pass(1_000);
        bench.key(Key.E, true);
        assertFalse(board.ours);
        bench.key(Key.W, false);
        bench.key(Key.E, false);
        assertTrue(board.ours);
        assertEquals("+17 +18 -17 -18", bench.takeDirect());
        assertEquals("", bench.virtual.take());
    }

    @Test
    void aKeyThatStaysDownIsNotWaitedForWithoutEnd() {
        RelayBench bench = new RelayBench();
        FakeDevice board = bench.plug("board", Kind.KEYBOARD);
        bench.key(Key.W, true);
        bench.pass(1_000);
        bench.manage(Key.Q);
        bench.pass(Taking.PATIENCE.toMillis() - 1);
        assertFalse(board.ours);
        bench.pass(1);
        assertTrue(board.ours);
        assertEquals(1, bench.told.size());
        bench.key(Key.W, false);
        assertEquals("+17 | -17 |", bench.virtual.take(), "programs never heard of its release");
    }

    @Test
    void whatLiesUnreadFromBeforeProgramsHaveAlready() {
        RelayBench bench = RelayBench.playing();
        FakeDevice board = bench.devices.get(0);
        board.key(bench.now, Codes.code(Key.W), true);
        board.key(bench.now, Codes.code(Key.W), false);
        bench.now++;
        bench.manage(Key.Q);
        assertTrue(board.ours);
        bench.read(board);
        assertEquals("+17 -17", bench.takeDirect());
        assertEquals("", bench.virtual.take());
    }

    @Test
    void whatSomebodyElseHasTakenIsToldOnceAndTriedAgain() {
        RelayBench bench = new RelayBench();
        FakeDevice board = bench.plug("board", Kind.KEYBOARD);
        board.others = true;
        bench.manage(Key.Q);
        bench.pass(200);
        bench.pass(Taking.RETRY.toMillis());
        assertEquals(1, bench.told.size());
        assertTrue(bench.told.get(0).contains("'board'"), bench.told.get(0));
        board.others = false;
        bench.now += Taking.RETRY.toNanos() - 1;
        bench.step();
        assertFalse(board.ours);
        bench.now++;
        bench.step();
        assertTrue(board.ours);
    }

    @Test
    void aReleaseThatWentToWhoTookTheDeviceIsFound() {
        RelayBench bench = new RelayBench();
        FakeDevice board = bench.plug("board", Kind.KEYBOARD);
        bench.key(Key.W, true);
        board.others = true;
        board.key(bench.now, Codes.code(Key.W), false);
        bench.now += Taking.LOOK.toNanos() - 1_000_000;
        bench.step();
        assertEquals("+w", bench.takeHeard());
        bench.pass(1);
        assertEquals("-w", bench.takeHeard());
    }

    @Test
    void aDeviceThatGoesLetsItsKeysGo() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.key(Key.W, true);
        bench.key(Key.Q, true);
        bench.virtual.take();
        bench.takeHeard();
        bench.unplug(bench.devices.get(0));
        assertEquals("-17 |", bench.virtual.take());
        assertEquals("-q -w", bench.takeHeard());
        assertEquals(Reading.UNKNOWN, bench.players.read(Key.W, false));
    }

    @Test
    void aDeviceThatComesWithAKeyDownIsHeardOf() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.takeHeard();
        FakeDevice other = new FakeDevice("other", bench.direct);
        other.down.set(Codes.code(Key.W));
        other.taken = bench.relay.added(other, Kind.KEYBOARD);
        bench.devices.add(other);
        bench.step();
        assertEquals("+w", bench.takeHeard());
        assertFalse(other.ours);
        bench.key(other, Key.W, false);
        assertEquals("-w", bench.takeHeard());
        assertTrue(other.ours);
    }

    @Test
    void aKeyOfTwoKeyboardsIsOneKey() {
        RelayBench bench = RelayBench.playing(Key.Q);
        FakeDevice other = bench.plug("other", Kind.KEYBOARD);
        bench.takeHeard();
        bench.key(Key.W, true);
        bench.key(other, Key.W, true);
        bench.key(Key.W, false);
        assertEquals("+17 |", bench.virtual.take());
        bench.key(other, Key.W, false);
        assertEquals("-17 |", bench.virtual.take());
        bench.key(Key.Q, true);
        bench.key(other, Key.Q, true);
        bench.key(Key.Q, false);
        bench.key(other, Key.Q, false);
        assertEquals("+w -w +q kept:q -q", bench.takeHeard());
        assertEquals("", bench.virtual.take());
    }

    @Test
    void aHotkeyIsKeptWithItsModifiersOnly() {
        RelayBench bench = new RelayBench();
        bench.plug("board", Kind.KEYBOARD);
        bench.hotkeys(RelayBench.hotkey(Key.F9, Set.of(Key.LEFT_CTRL, Key.RIGHT_CTRL)));
        bench.pass(200);
        bench.takeHeard();
        bench.key(Key.F9, true);
        bench.key(Key.F9, false);
        assertEquals("+67 | -67 |", bench.virtual.take());
        bench.key(Key.RIGHT_CTRL, true);
        bench.key(Key.F9, true);
        bench.key(Key.F9, false);
        assertEquals("+97 |", bench.virtual.take());
        assertEquals("+f9 -f9 +right_ctrl +f9 -f9", bench.takeHeard(), "no word of it: the agent sends it not");
    }

    @Test
    void miceAreTakenForAButtonOnlyAndPassTheirPointerOn() {
        RelayBench bench = RelayBench.playing(Key.Q);
        FakeDevice mouse = bench.plug("mouse", Kind.MOUSE);
        bench.pass(1_000);
        assertFalse(mouse.ours);
        bench.manage(Key.MOUSE_RIGHT);
        assertTrue(mouse.ours);
        bench.takeHeard();
        mouse.happens(bench.now, Codes.EV_REL, Codes.REL_X, 3);
        mouse.happens(bench.now, Codes.EV_REL, Codes.REL_Y, -4);
        mouse.happens(bench.now, Codes.EV_SYN, Codes.SYN_REPORT, 0);
        mouse.happens(bench.now, Codes.EV_REL, Codes.REL_WHEEL, 1);
        mouse.happens(bench.now, Codes.EV_REL, Codes.REL_WHEEL_HI_RES, 120);
        mouse.happens(bench.now, Codes.EV_SYN, Codes.SYN_REPORT, 0);
        bench.read(mouse);
        bench.key(mouse, Key.MOUSE_RIGHT, true);
        bench.key(mouse, Key.MOUSE_LEFT, true);
        assertEquals("r0:3 r1:-4 | r8:1 r11:120 | +272 |", bench.virtual.take());
        assertEquals("+mouse_right kept:mouse_right +mouse_left", bench.takeHeard());
    }

    @Test
    void thePanicKeysGiveEverythingBackForGood() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.key(Key.W, true);
        bench.key(Key.ESCAPE, true);
        bench.key(Key.ENTER, true);
        assertEquals(0, bench.panics);
        bench.key(Key.BACKSPACE, true);
        assertEquals(1, bench.panics);
        assertFalse(bench.devices.get(0).ours);
        assertTrue(bench.virtual.down.isEmpty());
        bench.pass(60_000);
        assertFalse(bench.devices.get(0).ours);
    }

    @Test
    void anAgentThatHangsHasNothingKeptForIt() {
        RelayBench bench = RelayBench.playing(Key.Q);
        bench.key(Key.Q, true);
        bench.now += AgentPulse.LIMIT.toNanos() - 2_000;
        bench.key(Key.W, true);
        assertTrue(bench.devices.get(0).ours);
        bench.now += 1_000;
        bench.step();
        assertEquals(bench.now + Taking.GRACE.toNanos(), bench.next);
        bench.now += Taking.GRACE.toNanos() - 1;
        bench.step();
        assertTrue(bench.devices.get(0).ours, "the machine may have stood still");
        bench.now++;
        bench.step();
        assertFalse(bench.devices.get(0).ours);
        assertTrue(bench.virtual.down.isEmpty());
        bench.key(Key.Q, false);
        bench.key(Key.W, false);
        bench.pass(60_000);
        assertFalse(bench.devices.get(0).ours, "it still hangs");
        assertEquals(bench.now + Taking.RETRY.toNanos(), bench.next);
        bench.players.read(Key.Q, false);
        bench.pass(1_000);
        assertTrue(bench.devices.get(0).ours, "it answers");
        assertEquals(2, bench.told.size());
    }

    @Test
    void whoListensAndNeverReadsIsNotTakenForOneThatHangs() {
        AgentPulse pulse = new AgentPulse();
        pulse.ask(1);
        assertFalse(pulse.isMissing(Long.MAX_VALUE - 1));
        pulse.feel();
        pulse.ask(1);
        assertFalse(pulse.isMissing(AgentPulse.LIMIT.toNanos()));
        assertTrue(pulse.isMissing(AgentPulse.LIMIT.toNanos() + 1));
    }

    @Test
    void anAgentThatReadsItsKeysIsLeftInPeace() {
        RelayBench bench = RelayBench.playing(Key.Q);
        for (int i = 0; i < 10; i++) {
            bench.key(Key.Q, i % 2 == 0);
            bench.pass(1_900);
            bench.players.read(Key.Q, false);
        }
        assertTrue(bench.devices.get(0).ours);
        assertEquals(List.of(), bench.told);
    }
}
