package dev.fermata.platform.evdev;

import dev.fermata.model.Hotkey;
import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A relay between devices and programs that are played, with a clock that is set. */
final class RelayBench implements Relay.Listener {
    static final long MS = 1_000_000L;

    final Virtual virtual = new Virtual();
    final MergedKeys merged = new MergedKeys(virtual);
    final AgentPulse pulse = new AgentPulse();
    final PlayersKeys players = new PlayersKeys(pulse);
    final Relay relay = new Relay(merged, players, this);
    final Taking taking;
    /** What programs hear of devices by themselves. */
    final List<String> direct = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<FakeDevice> devices = new ArrayList<>();
    private final Events events = new Events(64);
    /** Told of what the relay tells, if it is set. */
    Relay.Listener listener;
    int panics;
    long now = 1_000 * MS;
    long next;

    RelayBench() {
        pulse.feel();
        taking = new Taking(relay, pulse, now + 200 * MS, this);
        relay.begin();
    }

    /** Virtual device settled, one keyboard there, these keys managed: as an agent that plays. */
    static RelayBench playing(Key... managed) {
        RelayBench bench = new RelayBench();
        bench.plug("board", Kind.KEYBOARD);
        bench.manage(managed);
        bench.pass(200);
        return bench;
    }

    FakeDevice plug(String name, Kind kind) {
        FakeDevice device = new FakeDevice(name, direct);
        device.taken = relay.added(device, kind);
        devices.add(device);
        step();
        return device;
    }

    void unplug(FakeDevice device) {
        device.gone = true;
        devices.remove(device);
        relay.removed(device.taken, now);
        step();
    }

    void manage(Key... keys) {
        relay.keep(relay.keeping().withManaged(List.of(keys)));
        step();
    }

    void hotkeys(Hotkey... hotkeys) {
        relay.keep(relay.keeping().withHotkeys(List.of(hotkeys)));
        step();
    }

    static Hotkey hotkey(Key key, Set<Key> modifier) {
        return new Hotkey(List.of(modifier), key);
    }

    void pass(long millis) {
        now += millis * MS;
        step();
    }

    /** A key of a device goes down or up, and is read. */
    void key(FakeDevice device, Key key, boolean down) {
        now += 1_000;
        device.key(now, Codes.code(key), down);
        read(device);
    }

    void key(Key key, boolean down) {
        key(devices.get(0), key, down);
    }

    void read(FakeDevice device) {
        while (!device.unread.isEmpty()) {
            device.readInto(events);
            relay.events(device.taken, events);
        }
        step();
    }

    void step() {
        next = taking.step(now);
    }

    String takeHeard() {
        String text = String.join(" ", heard);
        heard.clear();
        return text;
    }

    String takeDirect() {
        String text = String.join(" ", direct);
        direct.clear();
        return text;
    }

    @Override
    public void heard(Key key, boolean down) {
        if (listener != null) {
            listener.heard(key, down);
        }
        heard.add((down ? "+" : "-") + key.id());
        if (down && relay.taken() > 0) {
            pulse.ask(now);
        }
    }

    @Override
    public void kept(Key key) {
        if (listener != null) {
            listener.kept(key);
        }
        heard.add("kept:" + key.id());
    }

    @Override
    public void panicked() {
        panics++;
    }

    @Override
    public void told(String what) {
        if (listener != null) {
            listener.told(what);
        }
        told.add(what);
    }
}
