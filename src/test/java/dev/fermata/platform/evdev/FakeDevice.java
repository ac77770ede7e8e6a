package dev.fermata.platform.evdev;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A device as the kernel has it: its keys, who has taken it, and what lies in our descriptor unread. What programs get
 * of it by itself is what happens while nobody has taken it.
 */
final class FakeDevice implements Source {
    private static final int ROOM = 16;

    final String name;
    final List<String> programs;
    final List<int[]> unread = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<String> lights = new ArrayList<>();
    final BitSet down = new BitSet();
    boolean ours;
    boolean others;
    boolean gone;
    Taken taken;

    /** @param programs where what programs hear of it by itself is noted */
    FakeDevice(String name, List<String> programs) {
        this.name = name;
        this.programs = programs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Grab grab(boolean take) {
        if (gone) {
            return Grab.GONE;
        }
        if (take && others) {
            return Grab.BUSY;
        }
        ours = take;
        return Grab.DONE;
    }

    @Override
    public void readDown(BitSet into) {
        into.clear();
        if (!gone) {
            into.or(down);
            for (int i = unread.size() - 1; i >= 0; i--) {
                if (unread.get(i)[0] == Codes.EV_KEY) {
                    unread.remove(i);
                    times.remove(i);
                }
            }
        }
    }

    @Override
    public void light(int led, boolean on) {
        lights.add(led + (on ? " on" : " off"));
    }

    /** The player presses or releases a key. */
    void key(long now, int code, boolean isDown) {
        if (down.get(code) != isDown) {
            down.set(code, isDown);
            happens(now, Codes.EV_KEY, code, isDown ? 1 : 0);
            happens(now, Codes.EV_SYN, Codes.SYN_REPORT, 0);
        }
    }

    /** Something happens to the device; an event that does not fit any more makes the kernel forget what is unread. */
    void happens(long now, int type, int code, int value) {
        if (!others && !ours && type != Codes.EV_SYN) {
            programs.add(Virtual.text(type, code, value));
        }
        if (others) {
            return;
        }
        if (unread.size() == ROOM) {
            unread.clear();
            times.clear();
            unread.add(new int[] {Codes.EV_SYN, Codes.SYN_DROPPED, 0});
            times.add(now);
        }
        unread.add(new int[] {type, code, value});
        times.add(now);
    }

    /** Moves what is unread, or as much as fits. */
    void readInto(Events events) {
        events.clear();
        while (!unread.isEmpty() && events.hasRoomFor(1)) {
            int[] first = unread.remove(0);
            events.add(times.remove(0), first[0], first[1], first[2]);
        }
    }
}
