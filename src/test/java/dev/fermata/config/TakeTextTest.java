package dev.fermata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.Key;
import dev.fermata.model.Stroke;
import dev.fermata.model.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeTextTest {

    @Test
    void aTakeIsAStrokeALine() {
        TakeText read = TakeText.read("combo.take", """
                \uFEFF
                # comment
                fermata take 1   # the version
                         0 down q
                     48211 up Q  # as a key is found anywhere

                \t48211\tdown mouse1
                     90000 move 812 -440
                     91000 wheel -1
                    100000 up mouse_left\r
                    250000 end
                """);

        assertEquals(List.of(), read.problems());
        assertEquals(new Take(List.of(new Stroke.Down(0, Key.Q), new Stroke.Up(48_211, Key.Q),
                new Stroke.Down(48_211, Key.MOUSE_LEFT), new Stroke.Move(90_000, 812, -440),
                new Stroke.Wheel(91_000, -1), new Stroke.Up(100_000, Key.MOUSE_LEFT)), 250_000), read.required());
    }

    @Test
    void itIsWrittenInLinesThatStayTheSameWhenTheTakeGrows() {
        Take take = new Take(List.of(new Stroke.Down(0, Key.LEFT_SHIFT), new Stroke.Wheel(91_000, 2),
                new Stroke.Move(91_000, -1, 40)), 3_600_000_000L);

        assertEquals("""
                fermata take 1
                # by hand
                #
                # twice
                         0 down left_shift
                     91000 wheel 2
                     91000 move -1 40
                3600000000 end
                """, TakeText.write(take, "by hand\n\ntwice"));
        assertEquals("fermata take 1\n         0 down q\n", TakeText.write(Take.of(List.of(new Stroke.Down(0, Key.Q)))));
    }

    @Test
    void mistakesAreShownWhereTheyAre() {
        assertEquals("""
                combo.take:2:3: '1,5s' is no time
                    2 |   1,5s down q
                      |   ^^^^
                      expected: microseconds from the take's start, such as 48211
                combo.take:3:1: '48ms' is no time
                    3 | 48ms down q
                      | ^^^^
                      expected: microseconds from the take's start, such as 48211; did you mean 48000?
                combo.take:4:1: it does not say when
                    4 | down space
                      | ^^^^
                      expected: microseconds from the take's start, such as 48211, before it; did you mean 0 down?
                combo.take:5:8: 'spcae' is not a key
                    5 | 7 down spcae
                      |        ^^^^^
                      expected: a key name ('fermata keys' lists them); did you mean space?
                combo.take:6:3: 'pres' is none of the things that happen
                    6 | 7 pres q
                      |   ^^^^
                      expected: down, up, move, wheel or end
                combo.take:7:3: 'dwon' is none of the things that happen
                    7 | 7 dwon q
                      |   ^^^^
                      expected: down, up, move, wheel or end; did you mean down?
                combo.take:8:1: this is before the line above it
                    8 | 6 up q
                      | ^
                      expected: 7 or later: strokes stand in the order of their times
                combo.take:9:3: the mouse wheel is never down
                    9 | 7 down wheel_up
                      |   ^^^^^^^^^^^^^
                      expected: steps of the wheel, from -100 to 100 and not 0; those above 0 turn it away from you; \
                did you mean wheel 1?
                combo.take:10:2: it does not say what happens then
                   10 | 8
                      |  ^
                      expected: a stroke, such as '48211 down q', '48211 up q', '48211 move 812 440' or '48211 wheel -1'
                combo.take:11:7: it does not say which key
                   11 | 8 down
                      |       ^
                      expected: a key name ('fermata keys' lists them)
                combo.take:12:8: '812,440' is no place
                   12 | 8 move 812,440
                      |        ^^^^^^^
                      expected: a place in pixels, across and down, such as 812 440; did you mean 812 440?
                combo.take:13:8: '1.5' is no whole number
                   13 | 8 move 1.5 99999
                      |        ^^^
                      expected: a place in pixels, across and down, such as 812 440; did you mean 1?
                combo.take:13:12: this is beyond 32767
                   13 | 8 move 1.5 99999
                      |            ^^^^^
                      expected: a place in pixels, across and down, such as 812 440
                combo.take:14:9: this turns nothing
                   14 | 8 wheel 0
                      |         ^
                      expected: steps of the wheel, from -100 to 100 and not 0; those above 0 turn it away from you
                combo.take:15:8: there is too much in this line
                   15 | 8 up q w e
                      |        ^^^
                      expected: one stroke a line
                combo.take:16:1: a take is 1440m long at most
                   16 | 86400000001 up q
                      | ^^^^^^^^^^^
                      expected: microseconds from the take's start, such as 48211
                combo.take:18:1: the take has ended in line 17
                   18 | 9 down w # ^
                      | ^^^^^^^^
                      expected: nothing after its end""", TakeText.read("combo.take", """
                fermata take 1
                  1,5s down q
                48ms down q
                down space
                7 down spcae
                7 pres q
                7 dwon q
                6 up q
                7 down wheel_up
                8
                8 down
                8 move 812,440
                8 move 1.5 99999
                8 wheel 0
                8 up q w e
                86400000001 up q
                9 end
                9 down w # ^
                """).render());
    }

    @Test
    void aKeyGoesDownAndUpInTurn() {
        assertEquals("""
                combo.take:2:6: 'q' is not down here
                    2 | 0 up q
                      |      ^
                      expected: 'down q' before it
                combo.take:4:8: 'q' is down already, since line 3
                    4 | 2 down q
                      |        ^
                      expected: 'up q' before it""",
                TakeText.read("combo.take", "fermata take 1\n0 up q\n1 down q\n2 down q\n3 up q").render());
        assertEquals(1, TakeText.read("combo.take", "fermata take 1\n0 down qq\n1 up q").problems().size(),
                "what seems to be missing may be in the line that is wrong");
    }

    @Test
    void whatIsNoTakeIsToldOnce() {
        assertEquals("""
                a.toml:2:1: this is no take
                    2 | name = "x" # y
                      | ^^^^^^^^^^
                      expected: 'fermata take 1' in its first line""",
                TakeText.read("a.toml", "# profile\nname = \"x\" # y\n[[skill]]\n").render());
        assertEquals("""
                a.take:1:1: this is a take of another version
                    1 | fermata take 2
                      | ^^^^^^^^^^^^^^
                      expected: 'fermata take 1' in its first line""", TakeText.read("a.take", "fermata take 2").render());
        assertEquals("a.take:1:1: this is no take\n      expected: 'fermata take 1' in its first line",
                TakeText.read("a.take", "").render());
    }

    @Test
    void itIsBounded(@TempDir Path folder) throws IOException {
        String lines = IntStream.range(0, Take.MAX_STROKES + 1).mapToObj(i -> i + " wheel 1\n")
                .collect(Collectors.joining());
        assertEquals("a.take:100002:1: a take has 100000 strokes at most",
                TakeText.read("a.take", "fermata take 1\n" + lines).problems().get(0).headline());
        Path file = folder.resolve("a.take");
        Files.writeString(file, "fermata take 1\n" + "#".repeat(TakeText.MAX_KILOBYTES * 1024));
        assertEquals(file + ": this file is larger than 4096 KB", TakeText.readFile(file).problems().get(0).headline());
        assertEquals("a.take: this text is larger than 4096 KB",
                TakeText.read("a.take", Files.readString(file)).problems().get(0).headline());
        assertEquals(200, TakeText.read("a.take", "fermata take 1\n" + "x\n".repeat(300)).problems().size());
        assertThrows(TakeRefusedException.class, () -> TakeText.readFile(folder.resolve("none.take")).required());
    }

    @Test
    void aTakeGoesOnFromAnywhere() {
        Take take = new Take(List.of(new Stroke.Down(0, Key.LEFT_SHIFT), new Stroke.Move(1, 2, 3), new Stroke.Down(5, Key.Q),
                new Stroke.Up(10, Key.LEFT_SHIFT), new Stroke.Down(10, Key.W), new Stroke.Up(12, Key.Q)), 20);

        assertEquals(take, take.from(0));
        assertEquals(new Take(List.of(new Stroke.Move(0, 2, 3), new Stroke.Down(0, Key.LEFT_SHIFT),
                new Stroke.Down(0, Key.Q), new Stroke.Up(0, Key.LEFT_SHIFT), new Stroke.Down(0, Key.W),
                new Stroke.Up(2, Key.Q)), 10), take.from(10));
        assertEquals(new Take(List.of(new Stroke.Move(0, 2, 3), new Stroke.Down(0, Key.W)), 0), take.from(99));
    }

    @Property(tries = 100)
    void whatIsWrittenIsReadAsTheSame(@ForAll("takes") Take take) {
        TakeText read = TakeText.read("a.take", TakeText.write(take, "\u2028 fermata take 2"));

        assertEquals(Optional.of(take), read.take(), read::render);
    }

    @Property(tries = 300)
    void anythingIsReadOrRefused(@ForAll("texts") String text) {
        TakeText read = TakeText.read("a.take", text);

        assertTrue(read.take().isPresent() == read.problems().isEmpty());
        assertFalse(read.problems().stream().anyMatch(each -> each.render().isBlank()));
    }

    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of("0", "5", "48211", "-1", "down", "up", "move", "wheel", "end", "q", "Shift",
                "wheel_up", "#", "😀", " ", "\t", "\n", "\r\n", "99999999999999999999", "3.5", "fermata take 1");
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(80),
                words.list().ofMaxSize(40).map(list -> "fermata take 1\n" + String.join(" ", list)));
    }

    @Provide
    static Arbitrary<Take> takes() {
        return Arbitraries.randomValue(TakeTextTest::take);
    }

    private static Take take(Random random) {
        List<Stroke> strokes = new ArrayList<>();
        long at = 0;
        for (int i = random.nextInt(60); i > 0; i--) {
            at += random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 5_000 : 90_000_000);
            Key key = Key.values()[random.nextInt(Key.WHEEL_UP.ordinal())];
            strokes.add(switch (random.nextInt(4)) {
                case 0 -> new Stroke.Move(at, random.nextInt(65_535) - 32_767, random.nextInt(2_000));
                case 1 -> new Stroke.Wheel(at, random.nextBoolean() ? 1 + random.nextInt(100) : -1 - random.nextInt(100));
                case 2 -> new Stroke.Down(at, key);
                default -> new Stroke.Up(at, strokes.stream().filter(Stroke.Down.class::isInstance)
                        .map(each -> ((Stroke.Down) each).key()).skip(random.nextInt(3)).findFirst().orElse(key));
            });
        }
        return new Take(Take.possible(strokes), at + random.nextInt(3));
    }
}
