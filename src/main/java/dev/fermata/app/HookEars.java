package dev.fermata.app;

import dev.fermata.model.Key;
import dev.fermata.platform.InputHook;

/** Hands over what the hook hears, on its thread. */
record HookEars(Hearing hearing) implements InputHook.Listener {
    @Override
    public void onInput(Key key, boolean down) {
        hearing.heard(key, down, 0);
    }

    @Override
    public void onInput(Key key, boolean down, long agoNanos) {
        hearing.heard(key, down, agoNanos);
    }
}
