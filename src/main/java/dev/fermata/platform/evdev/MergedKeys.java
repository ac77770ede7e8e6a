package dev.fermata.platform.evdev;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;

/**
 * The keys of the virtual device, which the player and the agent both press: a key is down while either has it down,
 * and each press of the one is seen also while the other has it down, as a release and a press. The kernel drops an
 * event that changes nothing, so what is down has to be known here.
 *
 * <p>Thread-safe. The lock is kept across the call that writes, or a state could be written in another order than it
 * came about; the kernel takes what is written at once, and keeps nobody waiting.
 */
final class MergedKeys {
    private static final int PLAYER = 1;
    private static final int AGENT = 2;
    /** More than a frame of any device becomes here. */
    private static final int MOST_EVENTS = 256;

    private final Output output;
    /** Who has each key down, by its code. */
    @GuardedBy("this")
    private final byte[] holders = new byte[Codes.KEY_LIMIT];
    @GuardedBy("this")
    private final Events batch = new Events(MOST_EVENTS);

    MergedKeys(Output output) {
        this.output = output;
    }

    /** Passes one frame of the player's on: keys, steps of pointer and wheel; its end is added. */
    synchronized void forward(Events frame) {
        batch.clear();
        for (int i = 0; i < frame.size(); i++) {
            if (frame.type(i) == Codes.EV_KEY) {
                change(frame.code(i), PLAYER, frame.value(i) != Codes.RELEASED);
            } else {
                add(frame.type(i), frame.code(i), frame.value(i));
            }
        }
        report();
    }

    /** Presses a key for the agent. */
    synchronized void press(int code) {
        batch.clear();
        change(code, AGENT, true);
        report();
    }

    /** Releases a key of the agent's; it stays down while the player has it down. */
    synchronized void release(int code) {
        batch.clear();
        change(code, AGENT, false);
        report();
    }

    /** Turns the wheel for the agent: one step, away from the user or towards. */
    synchronized void turnWheel(boolean up) {
        batch.clear();
        add(Codes.EV_REL, Codes.REL_WHEEL, up ? 1 : -1);
        add(Codes.EV_REL, Codes.REL_WHEEL_HI_RES, up ? Codes.WHEEL_STEP : -Codes.WHEEL_STEP);
        report();
    }

    /** The player has nothing down here any more: the devices are given back, or gone. */
    synchronized void releasePlayers() {
        batch.clear();
        for (int code = 0; code < holders.length; code++) {
            if ((holders[code] & PLAYER) != 0) {
                change(code, PLAYER, false);
            }
        }
        report();
    }

    /** Forgets what is down: the virtual device is gone, and all its keys with it. */
    synchronized void forget() {
        Arrays.fill(holders, (byte) 0);
    }

    @GuardedBy("this")
    private void change(int code, int who, boolean down) {
        byte before = holders[code];
        holders[code] = (byte) (down ? before | who : before & ~who);
        if (down && before != 0) {
            add(Codes.EV_KEY, code, Codes.RELEASED);
            add(Codes.EV_SYN, Codes.SYN_REPORT, 0);
        }
        if (down || before != 0 && holders[code] == 0) {
            add(Codes.EV_KEY, code, down ? Codes.PRESSED : Codes.RELEASED);
        }
    }

    @GuardedBy("this")
    private void add(int type, int code, int value) {
        if (!batch.hasRoomFor(2)) {
            report();
        }
        batch.add(0, type, code, value);
    }

    /** Ends the frame and writes it; if there is none, nothing. */
    @GuardedBy("this")
    private void report() {
        if (!batch.isEmpty()) {
            batch.add(0, Codes.EV_SYN, Codes.SYN_REPORT, 0);
            output.write(batch);
            batch.clear();
        }
    }
}
