package dev.fermata.app;

import dev.fermata.hear.PlayerKeys;
import dev.fermata.model.Key;
import dev.fermata.play.Dispatcher;
import dev.fermata.play.Submission;
import java.time.Duration;

/** Sends the player's managed keys through the dispatcher. */
record DispatchedKeys(Dispatcher dispatcher) implements PlayerKeys {
    @Override
    public Press press(Key sent, String label, Duration preDelay, long downNanos) {
        Submission submission = dispatcher.submitPlayerKey(sent, label, preDelay, downNanos);
        return () -> dispatcher.letGo(submission);
    }

    @Override
    public boolean isDown(Key key) {
        return dispatcher.isDown(key);
    }
}
