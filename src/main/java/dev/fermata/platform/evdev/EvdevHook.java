package dev.fermata.platform.evdev;

import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.DeviceChoice;
import dev.fermata.platform.InputHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hears the devices and passes on what is not kept: the thread {@code evdev}, which does nothing else, waits for no
 * lock but that of the virtual device, and never logs. All of {@link Relay} happens on it.
 */
final class EvdevHook implements InputHook, Relay.Listener {
    /** How long programs may take to open the virtual device before others are taken from them. */
    private static final Duration SETTLING = Duration.ofMillis(300);
    private static final long CLOSE_MILLIS = 2_000;
    private static final int NICE = -15;

    private final Uinput uinput;
    private final AgentPulse pulse = new AgentPulse();
    private final PlayersKeys players = new PlayersKeys(pulse);
    private final Relay relay;
    private final Taking taking;
    private final OpenDevices devices;
    private final InputFolder folder = new InputFolder();
    private final PollSet polled = new PollSet();
    private final Events events = new Events(Events.READ_AT_ONCE);
    private final Consumer<String> warnings;
    private final Consumer<String> onGone;
    private final Optional<Guardian> guardian;
    private final Thread thread = new Thread(this::run, "evdev");
    private volatile boolean[] watched = new boolean[Key.values().length];
    private volatile boolean watchesMice;
    private volatile boolean closing;
    private volatile Listener listener = (key, down) -> { };
    private volatile Consumer<Key> kept = key -> { };
    private volatile Runnable onChange = () -> { };

    /**
     * @param warnings told what the player should know, on a thread of its own
     * @param onGone told why everything was given back for good, on a thread of its own
     * @throws DesktopException when the system refuses
     */
    EvdevHook(Uinput uinput, MergedKeys merged, DeviceChoice choice, Optional<Guardian> guardian,
            Consumer<String> warnings, Consumer<String> onGone) {
        this.uinput = uinput;
        this.guardian = guardian;
        this.warnings = warnings;
        this.onGone = onGone;
        relay = new Relay(merged, players, this);
        taking = new Taking(relay, pulse, System.nanoTime() + SETTLING.toNanos(), this);
        devices = new OpenDevices(relay, choice);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    /** What the player has down. */
    PlayersKeys players() {
        return players;
    }

    /** What passes devices on. */
    Relay relay() {
        return relay;
    }

    /** Whom to tell of each managed press that was kept. */
    void onKept(Consumer<Key> action) {
        kept = action;
    }

    /** Whom to tell when nothing is kept any more. */
    void onChange(Runnable action) {
        onChange = action;
    }

    /** Has what is to be done looked at; any thread. */
    void wake() {
        polled.wake();
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
        devices.scan(watchesMice, System.nanoTime());
        if (!devices.hasKeyboard() && devices.hasRefused()) {
            throw new DesktopException("no keyboard may be read; " + EvdevRights.ADVICE);
        }
        if (!devices.hasKeyboard()) {
            warnings.accept("no keyboard is there; one that comes is heard");
        }
        relay.begin();
        thread.start();
    }

    @Override
    public void watch(Set<Key> keys) {
        boolean[] table = new boolean[Key.values().length];
        keys.forEach(key -> table[key.ordinal()] = true);
        watched = table;
        watchesMice = keys.stream().anyMatch(Key::isMouse);
        wake();
    }

    @Override
    public long heard() {
        return relay.heard();
    }

    /** {@inheritDoc} Nothing drops this hook without a word. */
    @Override
    public void restart() {
        wake();
    }

    private void run() {
        // Before others, where that is allowed: a device keeps some twenty keys for a reader that is late.
        LinuxCalls.setpriority(0, 0, NICE);
        try {
            while (!closing) {
                round();
            }
            relay.giveBack();
        } catch (RuntimeException | Error e) {
            if (!closing) {
                tell(() -> onGone.accept("the keyboards cannot be passed on any more: " + e.getMessage()));
            }
        } finally {
            // Whatever happened: an open device that is taken is a dead keyboard.
            closeAll();
        }
    }

    private void closeAll() {
        devices.close();
        folder.close();
        polled.close();
        guardian.ifPresent(Guardian::close);
    }

    private void round() {
        List<OpenDevices.Device> all = new ArrayList<>(devices.all());
        polled.clear();
        int ofFolder = polled.add(folder.fd());
        int ofLights = polled.add(uinput.fd());
        int first = ofLights + 1;
        all.forEach(each -> polled.add(each.evdev().fd()));
        boolean mice = watchesMice;
        while (!closing && mice == watchesMice) {
            long now = System.nanoTime();
            long next = taking.step(now);
            if (guardian.isPresent()) {
                next = Math.min(next, guardian.get().beat(relay.taken() > 0, now));
            }
            polled.await(now, next);
            boolean same = read(all, first);
            if (polled.isReady(ofLights)) {
                uinput.readLights(events);
                devices.lights(events);
            }
            if (polled.isReady(ofFolder) || !same) {
                folder.take(devices::changed);
                break;
            }
        }
        devices.scan(watchesMice, System.nanoTime());
    }

    /** Reads those that have something to say; returns whether all are still there. */
    private boolean read(List<OpenDevices.Device> all, int first) {
        boolean same = true;
        for (int i = 0; i < all.size(); i++) {
            if (polled.isReady(first + i)) {
                OpenDevices.Device device = all.get(i);
                boolean there = device.evdev().read(events);
                relay.events(device.taken(), events);
                if (!there) {
                    devices.gone(device, System.nanoTime());
                    same = false;
                }
            }
        }
        return same;
    }

    @Override
    public void heard(Key key, boolean down) {
        if (watched[key.ordinal()]) {
            if (down && relay.taken() > 0) {
                pulse.ask(System.nanoTime());
            }
            listener.onInput(key, down);
        }
    }

    @Override
    public void kept(Key key) {
        kept.accept(key);
    }

    @Override
    public void panicked() {
        uinput.close();
        tell(() -> {
            onChange.run();
            onGone.accept("escape, backspace and enter were pressed together, so the keyboard is yours again");
        });
    }

    @Override
    public void told(String what) {
        tell(() -> warnings.accept(what));
    }

    /** Whoever is told may take its time. */
    private static void tell(Runnable what) {
        Thread teller = new Thread(what, "evdev-news");
        teller.setDaemon(true);
        teller.start();
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            closeAll();
            return;
        }
        polled.wake();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
