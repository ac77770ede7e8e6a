package dev.fermata.platform.evdev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random players on random devices, against what must come out: programs get each press and release exactly once and
 * in its order, from the device itself or from the virtual one, but for managed ones, of which they get nothing while
 * the device is ours; and in the end nothing is down anywhere.
 */
class RelayRandomPlayTest {
    private static final int GAMES = 100;
    private static final int STEPS = 120;

    /** Keys of which each device has its own three, never managed. */
    private static final List<Key> OWN = List.of(Key.A, Key.S, Key.D, Key.F, Key.G, Key.H, Key.J, Key.K, Key.L,
            Key.Z, Key.X, Key.C);
    private static final List<Key> MANAGED = List.of(Key.Q, Key.W);
    private static final Key SHARED = Key.SPACE;
    private static final Key AGENTS = Key.DIGIT_1;

    @Test
    void nothingIsLostDoubledOrExchanged() {
        play(1, GAMES);
    }

    @Tag("proof")
    @Test
    void nothingIsLostDoubledOrExchangedInManyGames() {
        play(1_000_000, 300 * GAMES);
    }

    private static void play(long seed, int games) {
        for (long game = seed; game < seed + games; game++) {
            try {
                new Game(new Random(game)).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("game " + game, e);
            }
        }
    }

    private static final class Game {
        private final Random random;
        private final RelayBench bench = new RelayBench();
        private final List<FakeDevice> devices = new ArrayList<>();
        /** What programs must get of each device's own keys, in order, of both ways; by its number. */
        private final List<List<String>> expected = new ArrayList<>();
        private final List<List<Key>> own = new ArrayList<>();
        private final List<Boolean> overflowed = new ArrayList<>();
        private boolean agentHasDown;
        /** How many managed presses programs got before these keys were kept. */
        private long managedBefore;

        Game(Random random) {
            this.random = random;
        }

        void play() {
            plug();
            for (int i = 0; i < STEPS; i++) {
                step();
                if (bench.told.isEmpty() && !bench.relay.keeping().managed().isEmpty()) {
                    assertEquals(managedBefore, managedPresses(), "a managed key came through");
                }
            }
            finish();
        }

        private long managedPresses() {
            return bench.virtual.got.stream().filter(each -> MANAGED.stream()
                    .anyMatch(key -> each.equals("+" + Codes.code(key)))).count();
        }

        private void plug() {
            int number = devices.size();
            devices.add(bench.plug("board " + number, Kind.KEYBOARD));
            expected.add(new ArrayList<>());
            own.add(OWN.subList(number * 3, number * 3 + 3));
            overflowed.add(false);
        }

        private void step() {
            int number = random.nextInt(devices.size());
            FakeDevice device = devices.get(number);
            switch (random.nextInt(12)) {
                case 0 -> bench.pass(random.nextInt(300));
                case 1 -> manage();
                case 2 -> {
                    if (devices.size() < 4) {
                        plug();
                    }
                }
                case 3 -> unplug(number);
                case 4 -> others(device);
                case 5, 6 -> readAll();
                case 7 -> agent();
                default -> press(number, device);
            }
        }

        private void press(int number, FakeDevice device) {
            if (device.gone || device.others) {
                return;
            }
            List<Key> keys = new ArrayList<>(own.get(number));
            keys.addAll(MANAGED);
            keys.add(SHARED);
            change(number, keys.get(random.nextInt(keys.size())));
            if (random.nextInt(4) > 0) {
                readAll();
            }
        }

        private void change(int number, Key key) {
            FakeDevice device = devices.get(number);
            int code = Codes.code(key);
            boolean down = !device.down.get(code);
            bench.now += 1_000;
            int before = device.unread.size();
            device.key(bench.now, code, down);
            bench.now++; // whoever looks at it does so later
            if (device.unread.size() < before + 2) {
                overflowed.set(number, true);
            }
            if (own.get(number).contains(key)) {
                expected.get(number).add((down ? "+" : "-") + code);
            }
        }

        /** What is kept changes only when all has been read: else it depends on who is quicker. */
        private void manage() {
            readAll();
            managedBefore = managedPresses();
            bench.manage(random.nextInt(3) == 0 ? new Key[0] : MANAGED.toArray(Key[]::new));
        }

        private void unplug(int number) {
            FakeDevice device = devices.get(number);
            if (device.gone || random.nextInt(3) > 0) {
                return;
            }
            bench.read(device);
            // The kernel lets the keys of a device go that goes.
            own.get(number).forEach(key -> {
                int code = Codes.code(key);
                if (device.down.get(code)) {
                    expected.get(number).add("-" + code);
                    if (!device.taken.ours.get(code)) {
                        bench.direct.add("-" + code);
                    }
                }
            });
            bench.unplug(device);
            device.down.clear();
        }

        private void others(FakeDevice device) {
            if (!device.gone && !device.ours && (device.others || device.down.isEmpty())) {
                device.others = !device.others;
            }
        }

        private void agent() {
            agentHasDown = !agentHasDown;
            if (agentHasDown) {
                bench.merged.press(Codes.code(AGENTS));
            } else {
                bench.merged.release(Codes.code(AGENTS));
            }
        }

        private void readAll() {
            for (FakeDevice device : devices) {
                if (!device.gone) {
                    bench.read(device);
                }
            }
            MANAGED.forEach(key -> bench.players.read(key, false));
        }

        private void finish() {
            for (int number = 0; number < devices.size(); number++) {
                FakeDevice device = devices.get(number);
                device.others = false;
                int of = number;
                device.down.stream().boxed().toList().forEach(code -> change(of, Codes.key(code)));
            }
            readAll();
            if (agentHasDown) {
                agent();
            }
            assertTrue(bench.virtual.down.isEmpty(), "left down: " + bench.virtual.down);
            for (Key key : Key.values()) {
                assertTrue(Codes.code(key) < 0 || !bench.players.isDown(Codes.code(key)), key + " is believed down");
            }
            List<String> got = new ArrayList<>(bench.direct);
            got.addAll(bench.virtual.got);
            for (int number = 0; number < devices.size(); number++) {
                if (!overflowed.get(number) && bench.told.isEmpty()) {
                    check(number);
                }
            }
            assertEquals(bench.heard.stream().filter(each -> each.startsWith("kept:")).count(), bench.relay.kept());
        }

        /** A device changes hands only while nothing is down, so what came by each way is told apart by counting. */
        private void check(int number) {
            for (Key key : own.get(number)) {
                String press = "+" + Codes.code(key);
                String release = "-" + Codes.code(key);
                List<String> direct = of(bench.direct, press, release);
                List<String> virtual = of(bench.virtual.got, press, release);
                List<String> wanted = of(expected.get(number), press, release);
                assertEquals(wanted.size(), direct.size() + virtual.size(), key + ": " + direct + virtual);
                assertAlternate(direct, press);
                assertAlternate(virtual, press);
            }
            List<String> all = new ArrayList<>();
            List<String> codes = own.get(number).stream().map(key -> Integer.toString(Codes.code(key))).toList();
            bench.direct.stream().filter(each -> codes.contains(each.substring(1))).forEach(all::add);
            bench.virtual.got.stream().filter(each -> each.length() > 1 && codes.contains(each.substring(1)))
                    .forEach(all::add);
            assertEquals(expected.get(number), all, "in their order: a device that is taken stays so");
        }

        private static List<String> of(List<String> events, String press, String release) {
            return events.stream().filter(each -> each.equals(press) || each.equals(release)).toList();
        }

        private static void assertAlternate(List<String> events, String press) {
            for (int i = 0; i < events.size(); i++) {
                assertEquals(i % 2 == 0, events.get(i).equals(press), events.toString());
            }
        }
    }
}
