package dev.fermata.stream;

import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.ViewerAct;
import dev.fermata.speak.DynamicPriority;
import java.util.List;

/** How important it is to speak of a message: the original's formula, with its VIPs. Pure. */
final class Priorities {
    private Priorities() {
    }

    /**
     * The priority; the lower, the sooner.
     *
     * @param activity of the viewer, in points
     * @param important words that make a comment important
     * @param idle whether nothing is spoken now
     */
    static SpeechPriority of(StreamMessage message, long activity, List<String> important, boolean idle) {
        ViewerAct.Kind kind = switch (message.kind()) {
            case GIFT -> ViewerAct.Kind.GIFT;
            case CHAT -> ViewerAct.Kind.COMMENT;
            default -> ViewerAct.Kind.OTHER;
        };
        long level = message.viewer().level();
        return kind == ViewerAct.Kind.COMMENT && message.viewer().special()
                ? DynamicPriority.of(SpeechPriority.VIP, level, activity, idle)
                : DynamicPriority.of(new ViewerAct(kind, message.value(), level, activity), message.text(), important,
                        idle);
    }
}
