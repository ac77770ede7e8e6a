package dev.fermata.app;

import dev.fermata.hear.PlayerKeys;
import dev.fermata.model.Key;
import dev.fermata.play.ActionRequest;
import dev.fermata.play.Dispatcher;
import java.time.Duration;

/** Sends the player's managed keys through the dispatcher. */
record DispatchedKeys(Dispatcher dispatcher) implements PlayerKeys {
    @Override
    public Press press(Key sent, String label, Duration preDelay, long downNanos) {
        ActionRequest request = dispatcher.submitPlayerKey(sent, label, preDelay, downNanos);
        return () -> dispatcher.letGo(request);
    }

    @Override
    public boolean isDown(Key key) {
        return dispatcher.isDown(key);
    }
}
