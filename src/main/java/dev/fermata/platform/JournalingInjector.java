package dev.fermata.platform;

import dev.fermata.model.Key;

/**
 * Notes in a {@link KeyJournal} what an injector has down: before a press is tried, and until a
 * release has succeeded. Called by one thread at a time.
 */
public final class JournalingInjector implements Injector {
    private final Injector injector;
    private final KeyJournal journal;

    /** @param injector is closed with this one */
    public JournalingInjector(Injector injector, KeyJournal journal) {
        this.injector = injector;
        this.journal = journal;
    }

    @Override
    public void press(Key key) {
        journal.down(key);
        injector.press(key);
    }

    @Override
    public void release(Key key) {
        injector.release(key);
        journal.up(key);
    }

    @Override
    public void pressAgain(Key key) {
        // The note is there since the first press, and stays.
        injector.pressAgain(key);
    }

    @Override
    public boolean press(Key key, PressGuard guard) {
        journal.down(key);
        boolean pressed = injector.press(key, guard);
        if (!pressed) {
            journal.up(key);
        }
        return pressed;
    }

    @Override
    public boolean pressAgain(Key key, PressGuard guard) {
        return injector.pressAgain(key, guard);
    }

    @Override
    public void movePointer(int x, int y) {
        injector.movePointer(x, y);
    }

    @Override
    public void awaitPressed() {
        injector.awaitPressed();
    }

    @Override
    public boolean canSend(Key key) {
        return injector.canSend(key);
    }

    @Override
    public void close() {
        injector.close();
    }
}
