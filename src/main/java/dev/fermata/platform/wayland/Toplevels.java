package dev.fermata.platform.wayland;

import dev.fermata.model.WindowNames;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.Windows.Focus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The windows of a session and which of them has the focus, as the compositor tells it. Passive: told of each event, it
 * says what to request. Of one thread.
 *
 * <p>The compositor's word on a window counts when it says that it is done with it. Where none has the focus, or a
 * screen locker, a menu or a launcher has it, no window is marked; so none has it here where several are, each by
 * another seat's keyboard.
 */
final class Toplevels {
    static final String MANAGER = "zwlr_foreign_toplevel_manager_v1";

    // The objects of this connection, by numbers that a client chooses.
    static final int DISPLAY = 1;
    static final int REGISTRY = 2;
    static final int SYNC = 3;
    static final int MANAGER_OBJECT = 4;
    /** Those that the compositor makes have numbers from here on, and negative ones in Java. */
    static final int FIRST_OF_COMPOSITOR = 0xff000000;

    static final int VERSION = 3;

    // wl_display: requests, then events.
    static final int DISPLAY_SYNC = 0;
    static final int DISPLAY_GET_REGISTRY = 1;
    static final int DISPLAY_ERROR = 0;
    static final int DISPLAY_DELETED = 1;
    // wl_registry
    static final int REGISTRY_BIND = 0;
    static final int REGISTRY_GLOBAL = 0;
    // zwlr_foreign_toplevel_manager_v1
    static final int MANAGER_TOPLEVEL = 0;
    static final int MANAGER_FINISHED = 1;
    // zwlr_foreign_toplevel_handle_v1: events, then a request
    static final int TITLE = 0;
    static final int APP_ID = 1;
    static final int STATE = 4;
    static final int DONE = 5;
    static final int CLOSED = 6;
    static final int DESTROY = 7;
    /** One of the states of a window. */
    static final int ACTIVATED = 2;

    /** A window, as far as it has been told, and as it was when the compositor was done last. */
    private static final class Toplevel {
        private String title = "";
        private String appId = "";
        private boolean active;
        private WindowNames names = new WindowNames("", List.of(), "");
        private boolean hasFocus;

        private void done() {
            names = new WindowNames(title, appId.isEmpty() ? List.of() : List.of(appId), "");
            hasFocus = active;
        }
    }

    private final Consumer<Message> requests;
    private final Map<Integer, Toplevel> all = new LinkedHashMap<>();
    private boolean bound;

    /** @param requests sends them */
    Toplevels(Consumer<Message> requests) {
        this.requests = requests;
    }

    /** Asks what the compositor offers; what it has said when the answer to {@link #sync} comes is all. */
    void begin() {
        requests.accept(Message.request(DISPLAY, DISPLAY_GET_REGISTRY).with(REGISTRY));
        sync();
    }

    /** Asks for a sign that all that was asked for before is answered; one at a time. */
    void sync() {
        requests.accept(Message.request(DISPLAY, DISPLAY_SYNC).with(SYNC));
    }

    /** Whether the compositor tells of windows. */
    boolean isBound() {
        return bound;
    }

    /**
     * Takes an event.
     *
     * @return whether it is the answer to {@link #sync}, which may be asked again then
     * @throws DesktopException when the compositor does not tell of windows any more
     */
    boolean take(Message event) {
        if (event.object() == DISPLAY) {
            return ofDisplay(event);
        }
        if (event.object() == REGISTRY && event.opcode() == REGISTRY_GLOBAL) {
            offered(event.number(), event.text(), event.number());
        } else if (event.object() == MANAGER_OBJECT && event.opcode() == MANAGER_TOPLEVEL) {
            all.put(event.number(), new Toplevel());
        } else if (event.object() == MANAGER_OBJECT && event.opcode() == MANAGER_FINISHED) {
            throw new DesktopException("the Wayland compositor does not tell of windows any more");
        } else if (event.object() < 0 && all.containsKey(event.object())) {
            ofToplevel(event, all.get(event.object()));
        }
        return false;
    }

    private boolean ofDisplay(Message event) {
        int number = event.number();
        if (event.opcode() == DISPLAY_ERROR) {
            event.number();
            throw new DesktopException("the Wayland compositor ends this connection: " + event.text());
        }
        return event.opcode() == DISPLAY_DELETED && number == SYNC;
    }

    private void offered(int name, String kind, int version) {
        if (kind.equals(MANAGER) && !bound) {
            bound = true;
            requests.accept(Message.request(REGISTRY, REGISTRY_BIND).with(name).with(kind)
                    .with(Math.min(version, VERSION)).with(MANAGER_OBJECT));
        }
    }

    private void ofToplevel(Message event, Toplevel window) {
        switch (event.opcode()) {
            case TITLE -> window.title = event.text();
            case APP_ID -> window.appId = event.text();
            case STATE -> window.active = contains(event.numbers(), ACTIVATED);
            case DONE -> window.done();
            case CLOSED -> {
                all.remove(event.object());
                requests.accept(Message.request(event.object(), DESTROY));
            }
            default -> { } // on which screen it is, and whose child
        }
    }

    private static boolean contains(int[] states, int wanted) {
        for (int state : states) {
            if (state == wanted) {
                return true;
            }
        }
        return false;
    }

    /** What has the focus, by what has been told so far. */
    Focus focus() {
        List<Toplevel> focused = all.values().stream().filter(each -> each.hasFocus).toList();
        return focused.size() == 1 ? new Focus.On(focused.get(0).names) : new Focus.Elsewhere();
    }
}
