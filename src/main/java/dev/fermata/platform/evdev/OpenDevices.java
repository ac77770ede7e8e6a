package dev.fermata.platform.evdev;

import dev.fermata.platform.DeviceChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The keyboards and mice that are open, as they come and go. Used by one thread at a time. */
final class OpenDevices implements AutoCloseable {
    private final Relay relay;
    private final DeviceChoice choice;
    private final Map<String, Device> open = new TreeMap<>();
    /** Those that are not for us, by their file names, until they change. */
    private final Set<String> passedOver = new HashSet<>();
    /** Those that may not be opened. */
    private final Set<String> refused = new HashSet<>();
    private final boolean[] lights = new boolean[Codes.LED_LIMIT];
    private boolean mice;

    /** One of them, and what the relay knows of it. */
    record Device(String file, Evdev evdev, Taken taken) {
    }

    OpenDevices(Relay relay, DeviceChoice choice) {
        this.relay = relay;
        this.choice = choice;
    }

    /** Opens what has come. @param withMice whether mice are heard */
    void scan(boolean withMice, long now) {
        if (mice != withMice) {
            mice = withMice;
            passedOver.clear();
            if (!withMice) {
                open.values().stream().filter(each -> each.evdev().kind() == Kind.MOUSE).toList()
                        .forEach(each -> gone(each, now));
            }
        }
        List<String> names = InputFolder.names();
        passedOver.retainAll(names);
        for (String name : names) {
            if (!open.containsKey(name) && !passedOver.contains(name)) {
                open(name);
            }
        }
    }

    /** A device is another one now, or has other rights: it is to be looked at again. */
    void changed(String file) {
        passedOver.remove(file);
        refused.remove(file);
    }

    private void open(String file) {
        Evdev.Opened opened = Evdev.open(InputFolder.PATH + "/" + file);
        if (opened.device().isEmpty()) {
            // One that has just come cannot be opened yet; one that has just gone is no matter.
            if (opened.error() == LinuxCalls.EACCES) {
                refused.add(file);
            }
            passedOver.add(file);
            return;
        }
        Evdev evdev = opened.device().get();
        Kind kind = evdev.kind();
        boolean wanted = !evdev.isOurOwn() && choice.includes(evdev.name())
                && (kind == Kind.KEYBOARD || kind == Kind.MOUSE && mice);
        if (!wanted) {
            passedOver.add(file);
            evdev.close();
            return;
        }
        open.put(file, new Device(file, evdev, relay.added(evdev, kind)));
        for (int led = 0; led < lights.length; led++) {
            if (lights[led]) {
                evdev.light(led, true);
            }
        }
    }

    /** A device is gone, or not heard any more. */
    void gone(Device device, long now) {
        open.remove(device.file());
        relay.removed(device.taken(), now);
        device.evdev().close();
    }

    Collection<Device> all() {
        return new ArrayList<>(open.values());
    }

    boolean hasKeyboard() {
        return open.values().stream().anyMatch(each -> each.evdev().kind() == Kind.KEYBOARD);
    }

    /** Whether there are devices that may not be opened. */
    boolean hasRefused() {
        return !refused.isEmpty();
    }

    /** Switches the lights of all keyboards, as programs switched those of the virtual one. */
    void lights(Events events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.type(i) == Codes.EV_LED && events.code(i) < lights.length) {
                int led = events.code(i);
                boolean on = events.value(i) != 0;
                lights[led] = on;
                open.values().forEach(each -> each.evdev().light(led, on));
            }
        }
    }

    @Override
    public void close() {
        open.values().forEach(each -> each.evdev().close());
        open.clear();
    }
}
