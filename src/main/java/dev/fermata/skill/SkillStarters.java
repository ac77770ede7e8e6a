package dev.fermata.skill;

import dev.fermata.event.Bus;
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
     * @param bus events are queued here under the ledger's lock and delivered outside it
     * @param wake has them stepped soon; called outside every lock
     */
    static List<SkillStarter> all(Clock clock, Bus bus, PauseLedger ledger, UnifiedScheduler scheduler,
            Dispatcher dispatcher, Sight sight, Runnable wake) {
        return List.of(
                new TimedStarter(clock, ledger, scheduler, dispatcher, sight),
                new SeenStarter(ledger, dispatcher, bus, sight, wake),
                new KeptDownStarter(clock, ledger, dispatcher, wake));
    }
}
