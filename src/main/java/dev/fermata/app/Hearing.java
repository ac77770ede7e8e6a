package dev.fermata.app;

import dev.fermata.hear.InputHandler;
import dev.fermata.hear.InputMailbox;
import dev.fermata.model.Key;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.InputHook;
import dev.fermata.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * From the hook's and the suppressor's threads to the input thread: what is heard is taken there, in the order in which
 * it was, and told to whoever records it. Input thread, but for what hands over.
 */
final class Hearing implements InputMailbox.Receiver {
    private final Clock clock;
    private final InputHook hook;
    private final InputHandler input;
    private final EchoFilter echoes;
    private final Runnable wake;
    private final InputMailbox mailbox = new InputMailbox();
    private long lostBefore;
    private Set<Key> recordedKeys = Set.of();
    private volatile Recording recording = Recording.NONE;

    /** @param wake has the input thread stepped */
    Hearing(Clock clock, InputHook hook, InputHandler input, EchoFilter echoes, Runnable wake) {
        this.clock = clock;
        this.hook = hook;
        this.input = input;
        this.echoes = echoes;
        this.wake = wake;
    }

    /** Takes what the hook heard so late; hook thread: hands over and returns. */
    void heard(Key key, boolean down, long agoNanos) {
        long now = clock.nanos();
        boolean taken = mailbox.put(key, down, now, now - recording.happened(now - agoNanos));
        // A key that is kept down repeats 30 times a second; that wakes nobody.
        if (!taken || !input.isRepeat(key, down)) {
            wake.run();
        }
    }

    /** Takes the word of the suppressor that a press was kept from the game; its thread: as {@link #heard}. */
    void kept(Key key) {
        mailbox.putKept(key, clock.nanos());
        wake.run();
    }

    /** Has something run on the input thread soon; any thread. */
    void run(Runnable task) {
        mailbox.put(task);
        wake.run();
    }

    @Override
    public void onInput(Key key, boolean down, long atNanos) {
        onInput(key, down, atNanos, 0);
    }

    @Override
    public void onInput(Key key, boolean down, long atNanos, long agoNanos) {
        recording.heard(key, atNanos, agoNanos);
        input.onInput(key, down, atNanos);
    }

    @Override
    public void onKept(Key key, long atNanos) {
        input.onKept(key, atNanos);
    }

    /** The keys that somebody has recorded. */
    Set<Key> recordedKeys() {
        return recordedKeys;
    }

    /**
     * Has somebody told of the player's strokes of some keys, in place of whoever was before.
     *
     * @param watched what the hook is to listen to from now on
     * @return what of it the player has down already
     */
    Set<Key> record(Set<Key> keys, Set<Key> watched, Recording to) {
        recordedKeys = keys;
        recording = to;
        hook.watch(watched);
        return input.record(keys, to, clock.nanos());
    }

    /** As {@link InputHook#follow}. Any thread. */
    boolean follow(Optional<InputHook.PointerListener> pointer) {
        return hook.follow(pointer);
    }

    /** As {@link EchoFilter#isOwnMove}. */
    boolean isOwnMove(int x, int y, long nowNanos) {
        return echoes.isOwnMove(x, y, nowNanos);
    }

    /** Has the input thread stepped. Any thread. */
    void wake() {
        wake.run();
    }

    /** Takes what waits. */
    void drain(long now) {
        mailbox.drain(this);
        if (mailbox.lost() != lostBefore) {
            lostBefore = mailbox.lost();
            input.doubtAll(now);
        }
    }

    /** Has the recording do what is due. Returns when it is to be stepped: at once if more was heard meanwhile. */
    long step(long now) {
        long next = Math.min(input.step(now), recording.step(now));
        // What was a repeat when it was heard may be news since a reading found the key up.
        return mailbox.isEmpty() ? next : now;
    }

    /** What waits for the input thread occupies so much. */
    long estimatedBytes() {
        return mailbox.estimatedBytes();
    }
}
