package dev.fermata.observe;

/**
 * How the agent stands, for somebody who has only a glance for it.
 *
 * @param words one short line for people, such as {@code held by space}
 */
public record Standing(Kind kind, String words) {
    /** Before anything is known of an agent. */
    public static final Standing AT_FIRST = new Standing(Kind.STOPPED, "stopped");

    /** What matters most; each begins a line of its own kind and colour. */
    public enum Kind {
        /** Nothing plays until it is armed. */
        STOPPED,
        /** It waits for the toggle key. */
        ARMED,
        /** Skills are played. */
        RUNNING,
        /** Skills stand still for the moment: a priority key is down, or the like. */
        HELD,
        /** The player or a client has paused. */
        PAUSED,
        /** The profile that was saved last is refused; an older one is in force. */
        REFUSED,
        /** The hook hears nothing: no priority key would be noticed. */
        DEAF
    }
}
