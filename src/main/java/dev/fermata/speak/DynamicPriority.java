package dev.fermata.speak;

import dev.fermata.model.SpeechPriority;
import dev.fermata.model.ViewerAct;
import java.util.List;

/**
 * How important it is to speak of what a viewer of a live stream did: the original's {@code calculate_priority}. Pure.
 */
public final class DynamicPriority {
    private static final long LARGE_GIFT = 1_000;
    private static final int LEVELS_A_STEP = 10;
    private static final int MOST_STEPS_OF_LEVEL = 3;
    private static final int ACTIVITY_A_STEP = 100;
    private static final int MOST_STEPS_OF_ACTIVITY = 2;

    private DynamicPriority() {
    }

    /**
     * The priority; the lower, the sooner.
     *
     * @param text what the viewer wrote
     * @param important words that make a comment important
     * @param idle whether nothing is spoken now
     */
    public static SpeechPriority of(ViewerAct act, String text, List<String> important, boolean idle) {
        SpeechPriority base = switch (act.kind()) {
            case GIFT -> act.coins() > LARGE_GIFT ? SpeechPriority.GIFT_LARGE : SpeechPriority.GIFT;
            case COMMENT -> important.stream().anyMatch(text::contains) ? SpeechPriority.IMPORTANT
                    : SpeechPriority.NORMAL;
            case OTHER -> SpeechPriority.NORMAL;
        };
        return of(base, act.level(), act.activity(), idle);
    }

    /** The same of what has that priority by itself. */
    public static SpeechPriority of(SpeechPriority base, long level, long activity, boolean idle) {
        long byLevel = Math.min(level / LEVELS_A_STEP, MOST_STEPS_OF_LEVEL);
        long byActivity = Math.min(activity / ACTIVITY_A_STEP, MOST_STEPS_OF_ACTIVITY);
        return new SpeechPriority((int) (base.number() - byLevel - byActivity - (idle ? 1 : 0)));
    }
}
