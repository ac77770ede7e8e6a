package dev.fermata.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.CallOut;
import dev.fermata.event.Event;
import dev.fermata.model.Condition;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.SpokenEvent;
import dev.fermata.model.Truth;
import dev.fermata.model.VariantSyntax;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallOutsTest {
    private static final long MS = 1_000_000;
    private static final Condition LOW = new Condition.Is("low");
    private static final Event REFUSED = new Event.ProfileRefused(0, "", Optional.empty());

    private final List<String> told = new ArrayList<>();
    private Truth truth = Truth.UNKNOWN;
    private boolean refuses;
    private boolean merges;
    private int wakes;
    private final CallOuts callOuts = new CallOuts((condition, now) -> truth, new CallOuts.Says() {
        private long ids;

        @Override
        public SpeechAnswer say(SpeechRequest request) {
            told.add((refuses ? "refused " : "") + request.text() + " " + request.priority().id() + " from "
                    + request.from() + " within " + request.expiry().toMillis());
            return refuses ? new SpeechAnswer(0, false, Optional.of(SpeechAnswer.Refusal.NOT_RUNNING))
                    : new SpeechAnswer(++ids, merges, Optional.empty());
        }

        @Override
        public void drop(long id, String reason) {
            told.add("drop " + id + " " + reason);
        }
    }, new Random(1), () -> wakes++);

    private static CallOut callOut(CallOut.On on, String text, long every, long confirm) {
        return new CallOut(on, VariantSyntax.parse(text).variants().orElseThrow(), SpeechPriority.IMPORTANT,
                Duration.ofMillis(every), Duration.ofMillis(confirm), Duration.ofSeconds(3), true);
    }

    private static CallOut low(String text, long every, long confirm) {
        return callOut(new CallOut.OnCondition(LOW), text, every, confirm);
    }

    private static CallOut refused(String text, long every) {
        return callOut(new CallOut.OnEvent(SpokenEvent.PROFILE_REFUSED, Optional.empty()), text, every, 0);
    }

    @Test
    void asksForSpeechWithAllThatTheProfileSays() {
        callOuts.load(List.of(refused("look", 0)));
        callOuts.happened(REFUSED);
        assertEquals(List.of(), told, "nobody is asked while an event is told");
        assertEquals(Clock.NEVER, callOuts.step(0));
        assertEquals(List.of("look important from profile within 3000"), told);
        assertEquals(2, wakes);
    }

    @Test
    void wakesForNothingElse() {
        callOuts.load(List.of(refused("look", 0)));
        wakes = 0;
        callOuts.happened(new Event.Silenced(0));
        callOuts.happened(new Event.Advice(0, "x"));
        assertEquals(0, wakes);
        callOuts.step(0);
        assertEquals(List.of(), told);
    }

    @Test
    void anEventThatComesTwiceBeforeItIsSaidIsSaidOnce() {
        callOuts.load(List.of(refused("look", 0)));
        callOuts.happened(REFUSED);
        callOuts.happened(REFUSED);
        callOuts.step(0);
        callOuts.step(1);
        assertEquals(1, told.size());
    }

    @Test
    void whatIsRefusedHasNotBeenSaid() {
        callOuts.load(List.of(refused("look", 10_000)));
        refuses = true;
        callOuts.happened(REFUSED);
        callOuts.step(0);
        refuses = false;
        callOuts.happened(REFUSED);
        callOuts.step(MS);
        callOuts.happened(REFUSED);
        callOuts.step(2 * MS);
        assertEquals(2, told.size(), told::toString);
    }

    @Test
    void tellsWhenItWantsToLookAgain() {
        callOuts.load(List.of(low("low", 5_000, 200)));
        truth = Truth.TRUE;
        assertEquals(200 * MS, callOuts.step(0));
        assertEquals(Clock.NEVER, callOuts.step(200 * MS));
        truth = Truth.FALSE;
        assertEquals(Clock.NEVER, callOuts.step(300 * MS));
        truth = Truth.TRUE;
        assertEquals(5_200 * MS, callOuts.step(400 * MS));
        assertEquals(1, told.size());
    }

    @Test
    void anotherProfileEndsWhatItDoesNotHave() {
        CallOut kept = low("low", 5_000, 0);
        callOuts.load(List.of(kept, refused("look", 0)));
        truth = Truth.TRUE;
        callOuts.happened(REFUSED);
        callOuts.step(0);
        told.clear();
        callOuts.load(List.of(low("low", 5_000, 0)));
        callOuts.happened(REFUSED);
        callOuts.step(MS);
        assertEquals(List.of("drop 2 profile changed"), told, "the one that both have was said, and is not said again");
        callOuts.load(List.of(low("very low", 5_000, 0)));
        callOuts.step(2 * MS);
        assertEquals(List.of("drop 2 profile changed", "drop 1 profile changed", "very low important from profile within 3000"),
                told);
    }

    @Test
    void whatIsSaidWithSomebodyElsesTextIsNotDroppedWithTheProfile() {
        merges = true;
        callOuts.load(List.of(low("low", 5_000, 0)));
        truth = Truth.TRUE;
        callOuts.step(0);
        told.clear();
        callOuts.load(List.of());
        callOuts.step(MS);
        assertEquals(List.of(), told);
    }

    @Test
    void whatHasGoneWhileItWasSaidIsDropped() {
        List<Long> dropped = new ArrayList<>();
        CallOuts[] made = new CallOuts[1];
        made[0] = new CallOuts((condition, now) -> Truth.TRUE, new CallOuts.Says() {
            @Override
            public SpeechAnswer say(SpeechRequest request) {
                made[0].load(List.of());
                return new SpeechAnswer(7, false, Optional.empty());
            }

            @Override
            public void drop(long id, String reason) {
                dropped.add(id);
            }
        }, new Random(1), () -> { });
        made[0].load(List.of(low("low", 0, 0)));
        made[0].step(0);
        assertEquals(List.of(7L), dropped);
    }

    /** Beside a model that looks at the whole past anew each time. */
    @Property(tries = 200)
    void isSaidAsOftenAsTheModelSays(@ForAll @Size(max = 60) List<@IntRange(max = 2) Integer> truths,
            @ForAll @IntRange(max = 3) int confirm, @ForAll @IntRange(max = 4) int every) {
        CallOutsTest test = new CallOutsTest();
        test.callOuts.load(List.of(low("low", every * 10L, confirm * 10L)));
        List<Integer> said = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int at = 0; at < truths.size(); at++) {
            test.truth = Truth.values()[truths.get(at)];
            int before = test.told.size();
            test.callOuts.step(at * 10L * MS);
            if (test.told.size() > before) {
                said.add(at);
            }
            int from = at;
            while (from >= 0 && Truth.values()[truths.get(from)] == Truth.TRUE) {
                from--;
            }
            Integer last = expected.isEmpty() ? null : expected.get(expected.size() - 1);
            boolean falseSince = last == null || truths.subList(last, at).stream()
                    .anyMatch(each -> Truth.values()[each] == Truth.FALSE);
            if (at - from > confirm && falseSince && (last == null || at - last >= every)) {
                expected.add(at);
            }
        }
        assertEquals(expected, said);
        assertTrue(test.told.stream().allMatch(each -> each.startsWith("low ")));
    }
}
