package dev.fermata.skill;

import dev.fermata.pause.PauseLedger;
import dev.fermata.play.Dispatcher;
import dev.fermata.schedule.UnifiedScheduler;
import dev.fermata.time.Clock;
import java.util.List;

/** The kinds of trigger there are; another one is a {@link Trigger}, its {@link SkillStarter}, and a line here. */
final class SkillStarters {
    private SkillStarters() {
    }

    /**
     * One of each, in the order in which they heed a hold.
     *
     * @param wake has them stepped soon; called outside every lock
     */
    static List<SkillStarter> all(Clock clock, PauseLedger ledger, UnifiedScheduler scheduler, Dispatcher dispatcher,
            Runnable wake) {
        return List.of(
                new TimedStarter(ledger, scheduler, dispatcher),
                new KeptDownStarter(clock, ledger, dispatcher, wake));
    }
}
