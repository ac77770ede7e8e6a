package dev.fermata.app;

import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.play.ActionRequest;
import dev.fermata.stream.ViewerPlay;
import java.util.Optional;

/** Has a core play what viewers ask for; never more than that. Any thread. */
public final class ViewerActs implements ViewerPlay.Plays {
    private final Core core;

    /** @param core whose gate says whether anything is played now */
    public ViewerActs(Core core) {
        this.core = core;
    }

    @Override
    public Optional<ViewerRefusal> play(String label, Action action, Lane lane) {
        return core.dispatcher().offer(ActionRequest.viewer(label, action, lane)).map(refusal -> switch (refusal) {
            case HELD -> ViewerRefusal.HELD;
            case CLOSED -> ViewerRefusal.NOT_RUNNING;
            case DUPLICATE -> ViewerRefusal.WAITING;
            case LANE_FULL, BUFFER_FULL -> ViewerRefusal.FULL;
        });
    }
}
