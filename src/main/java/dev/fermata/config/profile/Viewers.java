package dev.fermata.config.profile;

import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.StreamKind;
import java.time.Duration;
import java.util.List;

/**
 * What viewers of a live stream may have played. A profile alone lets nobody play: the settings have to as well.
 * Immutable.
 *
 * @param on whether they may have anything played
 * @param perMinute how much in any minute, all together
 * @param total how much until the agent ends, all together
 * @param actions in the order of the file: of those that something fits, the first is its; includes disabled ones
 */
public record Viewers(boolean on, int perMinute, long total, List<ViewerAction> actions) {
    /** Nothing at all. */
    public static final Viewers NONE = new Viewers(false, 0, 0, List.of());

    public Viewers {
        actions = List.copyOf(actions);
    }

    /** What may be played now: nothing unless it is on. */
    public List<ViewerAction> playable() {
        return on ? actions.stream().filter(ViewerAction::enabled).toList() : List.of();
    }

    /**
     * Something that a viewer may have played.
     *
     * @param name what it is called
     * @param on what a viewer does to have it played
     * @param words one of which has to be in a text; any text if there are none
     * @param gifts one of which it has to be; any gift if there are none
     * @param least the value of a gift, or the number of likes, from which on it is played
     * @param special whether it is only for viewers whom the feed calls special
     * @param lane {@link Lane#LOW} or {@link Lane#NORMAL}
     * @param perMinute how often in any minute; 0 for as often as all of them may be
     * @param perPerson the same of one viewer; 0 for any number
     * @param cooldown how long after it was accepted it is not again
     * @param total how often until the agent ends; 0 for as often as all of them may be
     */
    public record ViewerAction(String name, StreamKind on, List<String> words, List<String> gifts, long least,
            boolean special, Action action, Lane lane, int perMinute, int perPerson, Duration cooldown, long total,
            boolean enabled) {
        public ViewerAction {
            words = List.copyOf(words);
            gifts = List.copyOf(gifts);
        }
    }
}
