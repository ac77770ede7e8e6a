package dev.fermata.stream;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.Viewers;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.event.StreamEvent;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.model.Origin;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.time.HandClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Viewers on a clock set by hand, and something that plays as the test says. */
final class ViewerStage {
    final HandClock clock = new HandClock();
    /** What was asked to be played and was not refused, by label. */
    final List<String> asked = new ArrayList<>();
    final List<StreamEvent.Viewer> events = new ArrayList<>();
    final ViewerPlay play;
    private final Bus bus = new Bus(new FailFast());
    private ViewerRefusal refusal;
    private long told;

    ViewerStage(String profile) {
        bus.register(this);
        play = new ViewerPlay(clock, bus, this::play);
        load(profile);
    }

    static Viewers viewers(String profile) {
        var read = ProfileReader.parse("x.toml", "schema = 1\n" + profile);
        return read.profile().orElseThrow(() -> new IllegalArgumentException(read.render())).viewers();
    }

    void load(String profile) {
        play.load(viewers(profile));
    }

    private Optional<ViewerRefusal> play(String label, Action action, Lane lane) {
        if (refusal == null) {
            asked.add(label + " " + action.keys() + " " + lane.id());
        }
        return Optional.ofNullable(refusal);
    }

    /** Whatever is asked for is refused for that; null: nothing is. */
    void refuse(ViewerRefusal why) {
        refusal = why;
    }

    @Subscribe
    @AllowConcurrentEvents
    public void on(StreamEvent.Viewer event) {
        events.add(event);
    }

    long tell(StreamMessage message) {
        return tell(message, Optional.empty());
    }

    long tell(StreamMessage message, Optional<StreamDrop> whyNot) {
        play.told(++told, message, whyNot);
        return told;
    }

    static StreamMessage chat(String user, String text) {
        return new StreamMessage("", StreamKind.CHAT, "f", new Viewer(user, user, 0, false), text, "", 1, 0);
    }

    static StreamMessage gift(String user, String gift, long value) {
        return new StreamMessage("", StreamKind.GIFT, "f", new Viewer(user, user, 0, false), "", gift, 1, value);
    }

    static StreamMessage likes(String user, long count) {
        return new StreamMessage("", StreamKind.LIKE, "f", new Viewer(user, user, 0, false), "", "", count, 0);
    }

    /** What was asked for is played to its end. */
    void played(String name) {
        play.happened(new Event.ActionPlayed(clock.nanos(), ViewerPlay.LABEL + name, Origin.STREAM, Lane.LOW, 0));
    }

    /** It is given up. */
    void dropped(String name, String why) {
        play.happened(new Event.ActionDropped(clock.nanos(), ViewerPlay.LABEL + name, Origin.STREAM, Lane.LOW, why));
    }

    /** What was told of since the last time. */
    List<String> told() {
        List<String> all = events.stream().map(each -> each.name().substring("viewer_".length()) + " " + each.number()
                + " " + each.action() + " " + each.user() + (each.reason().isEmpty() ? "" : ": " + each.reason())).toList();
        events.clear();
        return all;
    }
}
