package dev.fermata.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.Subscribe;
import dev.fermata.event.Bus;
import dev.fermata.event.Event;
import dev.fermata.event.FailFast;
import dev.fermata.model.Action;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import dev.fermata.platform.EchoFilter;
import dev.fermata.platform.Injector;
import dev.fermata.time.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G11 against a model: whatever the take, its speed and repetitions, and however it is held back, every stroke is sent at
 * its own time of those in which nobody holds, to the nanosecond; what is down comes up for each hold and goes down again.
 */
class TakeTimesTest {
    private static final Key[] KEYS = {Key.Q, Key.W, Key.E, Key.LEFT_SHIFT, Key.MOUSE_LEFT};

    /** A hold that comes when so much of the take has been played. */
    private record Held(long atNanos, long forNanos, boolean noticed) {
    }

    /** What is played, and what keeps it back, in order. */
    private record Play(Action.Take take, List<Held> holds) {
    }

    @Property(tries = 150)
    void everyStrokeIsSentAtItsTime(@ForAll("plays") Play play) {
        assertEquals(expected(play), sent(play));
    }

    @Tag("proof")
    @Test
    void neitherIsAnyOfManyAndLongOnesLate() {
        for (int seed = 0; seed < 20_000; seed++) {
            everyStrokeIsSentAtItsTime(play(new Random(seed), 40));
        }
        for (int seed = 0; seed < 5; seed++) {
            everyStrokeIsSentAtItsTime(play(new Random(seed), 60_000));
        }
    }

    @Provide
    static Arbitrary<Play> plays() {
        return Arbitraries.randomValue(random -> play(random, 30));
    }

    private static Play play(Random random, int strokes) {
        Take take = take(random, strokes);
        double speed = random.nextBoolean() ? 1 : Math.min(10, 0.1 + random.nextDouble() * random.nextInt(11));
        long from = random.nextBoolean() ? 0 : (long) (random.nextDouble() * take.lengthMicros());
        Action.Take played = new Action.Take(take, speed, 1 + random.nextInt(3), from);
        TreeMap<Long, Held> holds = new TreeMap<>();
        List<Stroke> all = take.strokes();
        for (int i = random.nextInt(4); i > 0 && !all.isEmpty(); i--) {
            // Often at the very time of a stroke.
            long micros = random.nextBoolean() ? all.get(random.nextInt(all.size())).atMicros()
                    : (long) (random.nextDouble() * 2 * take.lengthMicros());
            long at = Math.round(micros * 1_000 / speed);
            holds.put(at, new Held(at, 1 + random.nextInt(90_000_000), random.nextInt(4) > 0));
        }
        return new Play(played, List.copyOf(holds.values()));
    }

    private static Take take(Random random, int most) {
        List<Stroke> strokes = new ArrayList<>();
        long at = 0;
        for (int i = random.nextInt(most); i > 0; i--) {
            // The machine stood still if nothing was sent for longer than RunningAction.LATEST; never here.
            at += random.nextInt(3) == 0 ? 0 : random.nextInt(3_000);
            Key key = KEYS[random.nextInt(KEYS.length)];
            strokes.add(switch (random.nextInt(8)) {
                case 0 -> new Stroke.Move(at, random.nextInt(2_000), random.nextInt(2_000));
                case 1 -> new Stroke.Wheel(at, random.nextBoolean() ? 2 : -1);
                case 2, 3, 4 -> new Stroke.Down(at, key);
                default -> new Stroke.Up(at, key);
            });
        }
        return new Take(Take.possible(strokes), at + random.nextInt(2_000));
    }

    // The model: a list of what is due when, and the holds that push the rest of it on.

    private static List<String> expected(Play play) {
        Action.Take played = play.take();
        List<Stroke> due = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        long from = 0;
        for (int time = 0; time < played.times(); time++) {
            Take each = time == 0 ? played.take().from(played.fromMicros()) : played.take();
            for (Stroke stroke : each.strokes()) {
                due.add(stroke.at(from + stroke.atMicros()));
            }
            from += each.lengthMicros();
            due.add(null);
            ends.add(from);
        }
        Model model = new Model(played.speed(), play.holds());
        int end = 0;
        for (Stroke stroke : due) {
            if (stroke == null) {
                model.end(ends.get(end++));
            } else {
                model.stroke(stroke);
            }
        }
        return model.sent;
    }

    private static final class Model {
        private final List<String> sent = new ArrayList<>();
        private final List<Key> down = new ArrayList<>();
        private final List<Held> holds;
        private final double speed;
        private long pushed;

        Model(double speed, List<Held> holds) {
            this.speed = speed;
            this.holds = new ArrayList<>(holds);
        }

        void stroke(Stroke stroke) {
            long at = at(stroke.atMicros());
            if (stroke instanceof Stroke.Down press) {
                down.add(press.key());
                note(at, "+" + press.key());
            } else if (stroke instanceof Stroke.Up release) {
                down.remove(release.key());
                note(at, "-" + release.key());
            } else if (stroke instanceof Stroke.Move move) {
                note(at, move.x() + "/" + move.y());
            } else if (stroke instanceof Stroke.Wheel wheel) {
                for (int i = 0; i < Math.abs(wheel.steps()); i++) {
                    note(at, "+" + wheel.key());
                    note(at, "-" + wheel.key());
                }
            }
        }

        void end(long micros) {
            release(at(micros));
            down.clear();
        }

        private long at(long micros) {
            long nanos = Math.round(micros * 1_000 / speed);
            while (!holds.isEmpty() && holds.get(0).atNanos() <= nanos) {
                Held hold = holds.remove(0);
                long begins = hold.atNanos() + pushed;
                pushed += hold.forNanos();
                release(hold.noticed() ? begins : hold.atNanos() + pushed);
                down.forEach(key -> note(hold.atNanos() + pushed, "+" + key));
            }
            return nanos + pushed;
        }

        private void release(long at) {
            for (int i = down.size() - 1; i >= 0; i--) {
                note(at, "-" + down.get(i));
            }
        }

        private void note(long at, String what) {
            sent.add(at + " " + what);
        }
    }

    // What the dispatcher does.

    private static List<String> sent(Play play) {
        HandClock clock = new HandClock();
        List<String> sent = new ArrayList<>();
        Bus bus = new Bus(new FailFast());
        bus.register(new Listener());
        Dispatcher dispatcher = new Dispatcher(clock, bus, new Recorder(clock, sent), new EchoFilter(), BufferLimits.DEFAULTS,
                () -> { }, () -> { });
        dispatcher.resume();
        dispatcher.submit(ActionRequest.api("take", play.take(), Lane.NORMAL));
        long pushed = 0;
        for (Held hold : play.holds()) {
            runBefore(hold.atNanos() + pushed, dispatcher, clock);
            if (pushed % 2 == 0) {
                dispatcher.hold();
            } else {
                dispatcher.silence();
            }
            if (hold.noticed()) {
                dispatcher.step(clock.nanos());
            }
            pushed += hold.forNanos();
            clock.pass(Duration.ofNanos(hold.forNanos()));
            dispatcher.resume();
        }
        runBefore(Duration.ofHours(1).toNanos() * 100, dispatcher, clock);
        assertEquals(List.of(), dispatcher.down());
        return sent;
    }

    /** Lets time pass until then, and does not do what is due then. */
    private static void runBefore(long end, Dispatcher dispatcher, HandClock clock) {
        while (true) {
            long next = clock.nanos() < end ? dispatcher.step(clock.nanos()) : end;
            if (next >= end) {
                clock.pass(Duration.ofNanos(end - clock.nanos()));
                return;
            }
            clock.pass(Duration.ofNanos(next - clock.nanos()));
        }
    }

    /** What is told is not what is looked at here. */
    public static final class Listener {
        @Subscribe
        public void on(Event event) {
            // nothing to do
        }
    }

    private record Recorder(HandClock clock, List<String> sent) implements Injector {
        @Override
        public void press(Key key) {
            note("+" + key);
        }

        @Override
        public void release(Key key) {
            note("-" + key);
        }

        @Override
        public void movePointer(int x, int y) {
            note(x + "/" + y);
        }

        @Override
        public boolean canSend(Key key) {
            return true;
        }

        private void note(String what) {
            sent.add(clock.nanos() + " " + what);
        }
    }
}
