package dev.fermata.platform.evdev;

import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Between the devices and the programs: hears what the player does, and of the devices that are {@linkplain Taking
 * taken} keeps back what is to be kept and passes everything else on, at once, unchanged and in its order.
 *
 * <p>The kernel's repeats are dropped, for who reads the virtual device repeats by itself. What a device lost
 * (SYN_DROPPED) is made up for by reading what is down on it. A key that was down when its device was taken is let go
 * of by a press and a release, or programs would never hear of its release. Everything is given back, for good, by
 * the panic keys: escape, backspace and enter together.
 *
 * <p>Passive: no thread, no clock, no call that waits. Not thread-safe but for what is said to be; belongs to the
 * thread that hears.
 */
final class Relay {
    private static final int[] PANIC = {Codes.KEY_ESC, Codes.KEY_BACKSPACE, Codes.KEY_ENTER};

    /** Hears what the relay has to say. Must not block, log or throw. */
    interface Listener {
        /** A key of the player's that has a name here went down or up. */
        void heard(Key key, boolean down);

        /** A managed press was kept from the game. */
        void kept(Key key);

        /** Everything has been given back because the player pressed the panic keys. */
        void panicked();

        /** What the player should know. */
        void told(String what);
    }

    private final MergedKeys output;
    private final PlayersKeys players;
    private final Listener listener;
    private final List<Taken> devices = new ArrayList<>();
    private final BitSet reading = new BitSet(Codes.KEY_LIMIT);
    /** On how many devices that are ours each key is down, by its code. */
    private final int[] ours = new int[Codes.KEY_LIMIT];
    /** What of that is kept. */
    private final BitSet keptDown = new BitSet(Codes.KEY_LIMIT);
    private boolean begun;
    /** Any thread. */
    private volatile Keeping keeping = Keeping.NOTHING;
    private volatile long kept;
    private volatile long heard;
    private volatile int taken;
    private volatile boolean panicked;

    /** @param players told what is down */
    Relay(MergedKeys output, PlayersKeys players, Listener listener) {
        this.output = output;
        this.players = players;
        this.listener = listener;
    }

    /** Replaces what is kept, from the next press on. Any thread; {@link Taking#step} takes devices for it. */
    void keep(Keeping newKeeping) {
        keeping = newKeeping;
    }

    /** What is to be kept. Any thread. */
    Keeping keeping() {
        return keeping;
    }

    /** How many presses have been kept. Any thread. */
    long kept() {
        return kept;
    }

    /** How many events of keys have been heard. Any thread. */
    long heard() {
        return heard;
    }

    /** How many devices are ours. Any thread. */
    int taken() {
        return taken;
    }

    /** From now on what is heard is told; what is down by now has to be read. */
    void begin() {
        begun = true;
    }

    /** A device is there; what is down on it is told if others are heard already. */
    Taken added(Source source, Kind kind) {
        Taken device = new Taken(source, kind);
        devices.add(device);
        countKinds();
        source.readDown(reading);
        for (int code = reading.nextSetBit(0); code >= 0; code = reading.nextSetBit(code + 1)) {
            key(device, code, true, Long.MIN_VALUE);
        }
        return device;
    }

    /** A device is gone: what was down on it is up. */
    void removed(Taken device, long now) {
        for (int code = device.down.nextSetBit(0); code >= 0; code = device.down.nextSetBit(code + 1)) {
            key(device, code, false, now);
        }
        endFrame(device);
        devices.remove(device);
        countKinds();
        if (device.isOurs()) {
            taken--;
        }
    }

    private void countKinds() {
        players.hears(devices.stream().anyMatch(each -> each.kind == Kind.KEYBOARD),
                devices.stream().anyMatch(each -> each.kind == Kind.MOUSE));
    }

    /** Takes what a device had to say. */
    void events(Taken device, Events read) {
        for (int i = 0; i < read.size(); i++) {
            boolean ends = read.type(i) == Codes.EV_SYN && read.code(i) == Codes.SYN_REPORT;
            if (read.type(i) == Codes.EV_SYN && read.code(i) == Codes.SYN_DROPPED) {
                device.incomplete = true;
                device.scan = Taken.NO_SCAN;
                device.frame.clear();
            } else if (device.incomplete) {
                if (ends) {
                    device.incomplete = false;
                    mend(device, read.nanos(i));
                }
            } else if (ends) {
                passScan(device);
                endFrame(device);
            } else if (read.type(i) == Codes.EV_KEY) {
                if (read.value(i) != Codes.REPEATED && read.code(i) < Codes.KEY_LIMIT) {
                    key(device, read.code(i), read.value(i) == Codes.PRESSED, read.nanos(i));
                }
                device.scan = Taken.NO_SCAN;
            } else if (read.type(i) == Codes.EV_MSC && read.code(i) == Codes.MSC_SCAN
                    && isOurs(device, read.nanos(i))) {
                passScan(device);
                device.scan = read.value(i);
            } else if (read.type(i) == Codes.EV_REL && isOurs(device, read.nanos(i))) {
                pass(device, Codes.EV_REL, read.code(i), read.value(i));
            }
        }
    }

    /** Makes up for what was not heard of a device. */
    void mend(Taken device, long now) {
        device.source.readDown(reading);
        BitSet changed = (BitSet) reading.clone();
        changed.xor(device.down);
        changed.stream().forEach(code -> key(device, code, reading.get(code), now));
        endFrame(device);
    }

    private void key(Taken device, int code, boolean down, long atNanos) {
        heard++;
        if (device.down.get(code) == down) {
            return;
        }
        device.down.set(code, down);
        boolean changes = down ? players.pressed(code) : players.released(code);
        Key key = Codes.key(code);
        if (changes && key != null && begun) {
            listener.heard(key, down);
        }
        if (down && isPanic() && taken > 0) {
            panicked = true;
            giveBack();
            listener.panicked();
        } else if (isOurs(device, atNanos)) {
            if (down) {
                pressed(device, code);
            } else {
                released(device, code);
            }
        }
    }

    private void pressed(Taken device, int code) {
        device.ours.set(code);
        if (ours[code]++ > 0) {
            return; // Another device has it down: to programs it is one key.
        }
        Keeping.Verdict verdict = keeping.judge(code, players::isDown);
        if (verdict == Keeping.Verdict.PASSES) {
            pass(device, Codes.EV_KEY, code, Codes.PRESSED);
            return;
        }
        keptDown.set(code);
        kept++;
        if (verdict == Keeping.Verdict.MANAGED) {
            listener.kept(Codes.key(code));
        }
    }

    private void released(Taken device, int code) {
        if (!device.ours.get(code)) {
            pass(device, Codes.EV_KEY, code, Codes.PRESSED);
            endFrame(device);
            pass(device, Codes.EV_KEY, code, Codes.RELEASED);
            return;
        }
        device.ours.clear(code);
        if (--ours[code] == 0 && !keptDown.get(code)) {
            pass(device, Codes.EV_KEY, code, Codes.RELEASED);
        }
        if (ours[code] == 0) {
            keptDown.clear(code);
        }
    }

    private void pass(Taken device, int type, int code, int value) {
        if (type == Codes.EV_KEY) {
            passScan(device);
        }
        device.frame.add(0, type, code, value);
        if (!device.frame.hasRoomFor(1)) {
            endFrame(device);
        }
    }

    /** A scan code goes before its key, if that is passed on; one without a key goes by itself. */
    private void passScan(Taken device) {
        if (device.scan != Taken.NO_SCAN) {
            int value = (int) device.scan;
            device.scan = Taken.NO_SCAN;
            pass(device, Codes.EV_MSC, Codes.MSC_SCAN, value);
        }
    }

    private void endFrame(Taken device) {
        if (!device.frame.isEmpty()) {
            output.forward(device.frame);
            device.frame.clear();
        }
    }

    private static boolean isOurs(Taken device, long atNanos) {
        return device.takenAt <= atNanos;
    }

    private boolean isPanic() {
        for (int code : PANIC) {
            if (!players.isDown(code)) {
                return false;
            }
        }
        return true;
    }

    /** The devices that are there. */
    List<Taken> devices() {
        return devices;
    }

    /** Whether nothing is to be taken any more. Any thread. */
    boolean hasPanicked() {
        return panicked;
    }

    /** A device is ours from now on. */
    void took(Taken device, long now) {
        device.takenAt = now;
        taken++;
    }

    /** Gives every device back, and lets go of what was passed on of it. */
    void giveBack() {
        for (Taken device : devices) {
            if (device.isOurs()) {
                endFrame(device);
                device.source.grab(false);
                device.takenAt = Taken.NEVER;
                device.waitsUntil = Taken.NEVER;
                device.ours.clear();
            }
        }
        Arrays.fill(ours, 0);
        keptDown.clear();
        output.releasePlayers();
        taken = 0;
    }
}
