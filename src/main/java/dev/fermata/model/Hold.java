package dev.fermata.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reason why something stands still.
 *
 * @param holder who holds: {@link #PRIORITY_KEYS}, {@link #MANUAL}, {@link #FOCUS}, {@link #CHAT}, {@link #LOCKED},
 *               {@link #TALK}, {@link #VOICE} or {@code api:<client>};
 *               one holder has at most one hold
 * @param reason the holder's own words
 * @param sinceNanos when it began, on the agent's monotonic clock
 * @param leaseEndNanos when it ends by itself, on the same clock; empty when it does not
 * @param activeKeys the priority keys, or those of talking, that are down; empty for other holders
 * @param scopes what stands still; not empty
 */
public record Hold(String holder, String reason, long sinceNanos, OptionalLong leaseEndNanos, List<Key> activeKeys,
        Set<Scope> scopes) {
    /** Holder of the hold that lasts while a priority key is physically down. */
    public static final String PRIORITY_KEYS = "priority-keys";
    /** Holder of the player's own pause. */
    public static final String MANUAL = "manual";
    /** Holder of the hold that lasts while another window than the agent's has the focus. */
    public static final String FOCUS = "focus";
    /** Holder of the hold that lasts while the player writes in the game's chat. */
    public static final String CHAT = "chat";
    /** Holder of the hold that lasts while the session is locked. */
    public static final String LOCKED = "locked";
    /** Holder of the hold of speech that lasts while the player presses a key to talk. */
    public static final String TALK = "talk";
    /** Holder of the pause that the player has asked for by voice. */
    public static final String VOICE = "voice";
    /** What the holders of API pauses start with; the client's name follows. */
    public static final String API_PREFIX = "api:";

    private static final int MOST_KEYS = 3;
    private static final int LONGEST_NAME = 24;

    public Hold {
        activeKeys = List.copyOf(activeKeys);
        scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    /**
     * A hold of what its holder has stand still unless it asks for something else: play, by hand and by voice everything,
     * talking speech.
     */
    public Hold(String holder, String reason, long sinceNanos, OptionalLong leaseEndNanos, List<Key> activeKeys) {
        this(holder, reason, sinceNanos, leaseEndNanos, activeKeys,
                isPlayers(holder) ? EnumSet.allOf(Scope.class)
                        : EnumSet.of(holder.equals(TALK) ? Scope.SPEECH : Scope.PLAY));
    }

    /** The same, of what another one covers as well. */
    public Hold covering(Hold other) {
        Set<Scope> both = EnumSet.copyOf(scopes);
        both.addAll(other.scopes);
        return new Hold(holder, reason, sinceNanos, leaseEndNanos, activeKeys, both);
    }

    /** The same with other keys. */
    public Hold withKeys(List<Key> keys) {
        return new Hold(holder, reason, sinceNanos, leaseEndNanos, keys, scopes);
    }

    /**
     * Whether skills with {@code during_hold = "run"} go on while that holder holds: only the priority keys
     * let them. A pause, the player's or a client's, silences everything.
     */
    public static boolean letsRun(String holder) {
        return holder.equals(PRIORITY_KEYS);
    }

    /** Who holds, in one short word for people: the keys that are down, else the holder's or the client's name. */
    public String who() {
        if (!activeKeys.isEmpty()) {
            return activeKeys.stream().limit(MOST_KEYS).map(Key::id).collect(Collectors.joining("+"))
                    + (activeKeys.size() > MOST_KEYS ? "+..." : "");
        }
        String name = Printable.line(isOfClient() ? holder.substring(API_PREFIX.length()) : holder);
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "...";
    }

    /** Whether it has a skill stand still, one that runs during holds or another. */
    public boolean silences(boolean runsDuringHold) {
        return scopes.contains(Scope.PLAY) && !(runsDuringHold && letsRun(holder));
    }

    /** Whether it is the player's own pause, by hand. */
    public boolean isManual() {
        return holder.equals(MANUAL);
    }

    /** Whether it is a pause of the player's, by hand or by voice. */
    public boolean isPlayers() {
        return isPlayers(holder);
    }

    private static boolean isPlayers(String holder) {
        return holder.equals(MANUAL) || holder.equals(VOICE);
    }

    /** Whether it is a client's pause. */
    public boolean isOfClient() {
        return holder.startsWith(API_PREFIX);
    }

    /** Whether it lasts while what is typed is not the game's to play with. */
    public boolean isOfWindow() {
        return holder.equals(FOCUS) || holder.equals(CHAT) || holder.equals(LOCKED);
    }

    /**
     * Whether the player's toggle key ends it: what somebody asked for, and the chat, of which the agent only believes
     * that it is open. Where the focus is nobody decides here.
     */
    public boolean endsByToggle() {
        return pauses() && !holder.equals(FOCUS) && !holder.equals(LOCKED);
    }

    /** What to say of it after "paused", to people. */
    public String pausedWords() {
        String of = isOfWindow() ? ": " + (holder.equals(CHAT) ? "the chat is open" : reason) : " by " + who();
        return isManual() ? "" : of;
    }

    /** Whether this hold is the agent's PAUSED state, as opposed to a momentary one, or one of speech alone. */
    public boolean pauses() {
        return (isPlayers() || isOfClient() || isOfWindow()) && scopes.contains(Scope.PLAY);
    }
}
