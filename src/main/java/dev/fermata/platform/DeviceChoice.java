package dev.fermata.platform;

import dev.fermata.model.Glob;
import java.util.List;

/**
 * Which keyboards and mice are the player's, where a platform knows of devices. Immutable.
 *
 * @param only patterns of names; empty for all
 * @param except patterns of names of those that are left alone all the same
 */
public record DeviceChoice(List<Glob> only, List<Glob> except) {
    /** Every device. */
    public static final DeviceChoice ALL = new DeviceChoice(List.of(), List.of());

    public DeviceChoice {
        only = List.copyOf(only);
        except = List.copyOf(except);
    }

    /** Returns whether a device of that name is the player's. */
    public boolean includes(String name) {
        return (only.isEmpty() || only.stream().anyMatch(each -> each.matches(name)))
                && except.stream().noneMatch(each -> each.matches(name));
    }
}
