package dev.fermata.speak;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.config.profile.CallOut;
import dev.fermata.event.Event;
import dev.fermata.model.Condition;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechRequest;
import dev.fermata.model.Truth;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Has the call-outs of a profile said: those of an event as it happens, those of a condition as it becomes true. A
 * passive core.
 *
 * <p>A condition counts when it has been true without a break for as long as the call-out says, and again only when it
 * has been false in between; what is unknown is neither, so blindness says nothing (G9) and nothing twice. Within
 * {@code every} an event is passed over, and a condition said when that is over, if it is still true then.
 *
 * <p>Thread-safe; {@link #happened} and {@link #load} never wait, and nobody is asked or told anything under the lock.
 * {@link #step} is called by one thread.
 */
public final class CallOuts implements Stepped {
    /** In whose name call-outs are said. */
    public static final String FROM = "profile";
    private static final long NOT = Long.MIN_VALUE;

    private final Sees sees;
    private final Says says;
    private final RandomGenerator random;
    private final Runnable wake;
    private final Object lock = new Object();
    @GuardedBy("lock")
    private List<Watched> watched = List.of();

    /** Says whether what conditions are about is seen. Must not wait. */
    @FunctionalInterface
    public interface Sees {
        /** Whether it is so now; what is too old counts as unknown. */
        Truth over(Condition condition, long nowNanos);
    }

    /** What speaks. */
    public interface Says {
        /** Has something spoken when its turn comes. */
        SpeechAnswer say(SpeechRequest request);

        /** Ends an item, if it is not over. */
        void drop(long id, String reason);
    }

    /**
     * @param random chooses among variants
     * @param wake has it stepped soon; called outside the lock
     */
    public CallOuts(Sees sees, Says says, RandomGenerator random, Runnable wake) {
        this.sees = Objects.requireNonNull(sees);
        this.says = Objects.requireNonNull(says);
        this.random = Objects.requireNonNull(random);
        this.wake = Objects.requireNonNull(wake);
    }

    /** A call-out and what has become of it. The stepping thread's, but for what others ask for. */
    private static final class Watched {
        private final CallOut callOut;
        private final VariantPicker texts;
        /** Its event has happened. Guarded by the lock. */
        private boolean asked;
        /** It is none any more. Guarded by the lock. */
        private boolean gone;
        private long saidAt = NOT;
        /** Of the item that it was said by last; 0 before. */
        private long item;
        private long trueSince = NOT;
        /** It was said, and its condition has not been false since. */
        private boolean spent;

        Watched(CallOut callOut, RandomGenerator random) {
            this.callOut = callOut;
            this.texts = new VariantPicker(callOut.text(), random);
        }

        boolean isOn(SpokenSubject happened) {
            return callOut.on() instanceof CallOut.OnEvent on && on.event() == happened.event()
                    && on.subject().map(happened.subject()::equalsIgnoreCase).orElse(true);
        }

        /** Before then it is not said again. */
        long mayFrom() {
            return saidAt == NOT ? NOT : saidAt + callOut.every().toNanos();
        }
    }

    /**
     * Says those from now on, and no others: what is left of the others is dropped. One that is the same as before
     * keeps its place in time.
     */
    public void load(List<CallOut> callOuts) {
        List<Long> ended = new ArrayList<>();
        synchronized (lock) {
            Map<CallOut, Watched> before = new LinkedHashMap<>();
            watched.forEach(each -> before.put(each.callOut, each));
            List<Watched> now = new ArrayList<>();
            for (CallOut each : callOuts) {
                Watched old = before.remove(each);
                now.add(old == null ? new Watched(each, random) : old);
            }
            before.values().forEach(each -> {
                each.gone = true;
                ended.add(each.item);
            });
            watched = now;
        }
        ended.stream().filter(id -> id != 0).forEach(id -> says.drop(id, "profile changed"));
        wake.run();
    }

    /** Takes an event; what is said of it is said at the next step. */
    public void happened(Event event) {
        boolean any = false;
        Optional<SpokenSubject> subject = SpokenSubject.of(event);
        if (subject.isEmpty()) {
            return;
        }
        synchronized (lock) {
            for (Watched each : watched) {
                if (each.isOn(subject.get())) {
                    each.asked = true;
                    any = true;
                }
            }
        }
        if (any) {
            wake.run();
        }
    }

    /** {@inheritDoc} Looks at every condition. */
    @Override
    public long step(long nowNanos) {
        long next = Clock.NEVER;
        for (Watched each : all()) {
            long due = each.callOut.on() instanceof CallOut.OnCondition on
                    ? look(each, sees.over(on.condition(), nowNanos), nowNanos)
                    : takeAsked(each) && each.mayFrom() <= nowNanos ? nowNanos : Clock.NEVER;
            if (due <= nowNanos) {
                say(each, nowNanos);
            } else {
                next = Math.min(next, due);
            }
        }
        return next;
    }

    private List<Watched> all() {
        synchronized (lock) {
            return watched;
        }
    }

    private boolean takeAsked(Watched each) {
        synchronized (lock) {
            boolean asked = each.asked && !each.gone;
            each.asked = false;
            return asked;
        }
    }

    /** Returns when it is to be said, as far as is seen now. */
    private static long look(Watched each, Truth truth, long now) {
        if (truth != Truth.TRUE) {
            each.trueSince = NOT;
            each.spent &= truth == Truth.UNKNOWN;
            return Clock.NEVER;
        }
        if (each.spent) {
            return Clock.NEVER;
        }
        each.trueSince = each.trueSince == NOT ? now : each.trueSince;
        return Math.max(each.trueSince + each.callOut.confirm().toNanos(), each.mayFrom());
    }

    private void say(Watched each, long now) {
        CallOut callOut = each.callOut;
        each.spent = true;
        SpeechAnswer answer = says.say(new SpeechRequest(each.texts.next(), callOut.priority(), true, callOut.expires(),
                FROM));
        // What is refused has not been said.
        each.saidAt = answer.refusal().isPresent() ? each.saidAt : now;
        // What is said once with what waited already may be somebody else's.
        boolean own = answer.refusal().isEmpty() && !answer.merged();
        boolean gone;
        synchronized (lock) {
            each.item = own ? answer.id() : each.item;
            gone = each.gone;
        }
        if (gone && own) {
            says.drop(answer.id(), "profile changed");
        }
    }
}
