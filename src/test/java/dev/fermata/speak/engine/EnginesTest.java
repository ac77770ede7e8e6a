package dev.fermata.speak.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.speak.Voice;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.Wav;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes sounds, and what it may answer instead. */
@DisabledOnOs(OS.WINDOWS)
class EnginesTest {
    private final Clock clock = new SystemClock();

    @TempDir Path folder;

    private static byte[] wav(int rate, int channels, int claimedBytes, short... samples) {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + claimedBytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1)
                .putShort((short) channels).putInt(rate).putInt(rate * 2 * channels).putShort((short) (2 * channels))
                .putShort((short) 16).put("data".getBytes(StandardCharsets.US_ASCII)).putInt(claimedBytes);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    private Engine shell(String script, Duration most) {
        return new CommandEngine(clock, most, text -> List.of("sh", "-c", script), "the engine", "test");
    }

    private Engine shell(String script) {
        return shell(script, Duration.ofSeconds(10));
    }

    private Engine saying(byte[] answer) throws IOException {
        Files.write(folder.resolve("answer"), answer);
        return shell("cat >/dev/null; cat '" + folder.resolve("answer") + "'");
    }

    private String refusal(Engine engine) {
        return assertThrows(VoiceException.class, () -> engine.make("three short words")).getMessage();
    }

    @Test
    void readsWhatAProgramWritesOfTheTextThatItReads() throws Exception {
        Files.write(folder.resolve("answer"), wav(8_000, 1, 4, (short) 5_000, (short) -5_000));
        Sound sound = shell("cat >'" + folder.resolve("text") + "'; cat '" + folder.resolve("answer") + "'")
                .make("Grüße -v x; $(ls)");
        assertEquals("Grüße -v x; $(ls)", Files.readString(folder.resolve("text")));
        assertArrayEquals(new short[] {5_000, -5_000}, sound.samples());
        assertEquals(8_000, sound.rate());
    }

    @Test
    void channelsBecomeOneAndPipedLengthsAreNoLengths() throws Exception {
        assertArrayEquals(new short[] {200, -100}, Wav.read(wav(8_000, 2, 8, (short) 100, (short) 300, (short) -200,
                (short) 0)).samples());
        assertArrayEquals(new short[] {7}, Wav.read(wav(8_000, 1, -1, (short) 7)).samples());
        assertArrayEquals(new short[] {7}, Wav.read(wav(8_000, 1, 0x7ffff000, (short) 7)).samples());
        assertArrayEquals(new short[] {7}, Wav.read(wav(8_000, 1, 0, (short) 7)).samples());
    }

    @Test
    void aLengthOrARateThatIsNotTrueIsAFailure() throws Exception {
        assertEquals("the WAV file is cut off: it has 2 of 4 bytes of sound",
                assertThrows(IOException.class, () -> Wav.read(wav(8_000, 1, 4, (short) 7))).getMessage());
        assertEquals("the WAV file has more sound than the 2 bytes that it says", assertThrows(IOException.class,
                () -> Wav.read(wav(8_000, 1, 2, new short[20]))).getMessage());
        byte[] rates = wav(8_000, 1, 2, (short) 7);
        rates[24]++;
        assertEquals("the WAV file's rates are not of one sound: 8001 samples and 16000 bytes a second",
                assertThrows(IOException.class, () -> Wav.read(rates)).getMessage());
    }

    @Test
    void whatCannotBePlayedIsAFailure() throws Exception {
        assertEquals("the engine gave nothing that can be played: the sound is empty", refusal(shell("cat >/dev/null")));
        assertEquals("the engine gave nothing that can be played: the sound is no WAV file",
                refusal(shell("echo '{\"error\": \"no\"}'")));
        assertEquals("the engine ended with 3: no such voice", refusal(shell("echo no such  voice >&2; exit 3")));
        assertTrue(refusal(saying(wav(1, 1, 2, (short) 900))).contains("format that is not played"));
    }

    @Test
    void takesNoMoreThanALimitOfTimeAndSize() {
        long begun = clock.nanos();
        assertEquals("the engine took more than 200 ms", refusal(shell("sleep 60 & sleep 60", Duration.ofMillis(200))));
        assertTrue(clock.nanos() - begun < 5_000_000_000L);
        assertEquals("the engine wrote more than 6000000 bytes", refusal(shell("cat /dev/zero")));
    }

    @Test
    void aProgramThatIsNotThereIsAFailure() {
        String told = refusal(new CommandEngine(clock, List.of("/no/such/program")));
        assertTrue(told.startsWith("/no/such/program cannot be started"), told);
    }

    @Test
    void aCancelledRequestEndsItsProgramsAndTellsNothing() throws Exception {
        Path pid = folder.resolve("pid");
        BlockingQueue<String> told = new ArrayBlockingQueue<>(9);
        Voice.Listener listener = new Voice.Listener() {
            @Override
            public void sounds(long id, Sound sound) {
                told.add(id + " sounds");
            }

            @Override
            public void cannot(long id, String reason) {
                told.add(id + " " + reason);
            }
        };
        try (Voices voices = new Voices(shell("echo $$ >'" + pid + ".new'; mv '" + pid + ".new' '" + pid
                + "'; sleep 60"))) {
            voices.ask(1, "a", listener);
            while (!Files.exists(pid)) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            voices.cancel(1);
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .ifPresent(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        }
        assertEquals(null, told.poll(100, TimeUnit.MILLISECONDS));
    }

    @Test
    void aHungRequestKeepsNoOtherWaiting() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Engine engine = new Engine() {
            @Override
            public Sound make(String text) throws InterruptedException {
                if (text.equals("hangs")) {
                    new CountDownLatch(1).await();
                }
                return new Sound(new short[] {5_000}, 8_000);
            }

            @Override
            public String identity() {
                return "test";
            }

            @Override
            public String name() {
                return "test";
            }
        };
        try (Voices voices = new Voices(engine)) {
            Voice.Listener listener = new Voice.Listener() {
                @Override
                public void sounds(long id, Sound sound) {
                    second.countDown();
                }

                @Override
                public void cannot(long id, String reason) {
                    throw new AssertionError(reason);
                }
            };
            voices.ask(1, "hangs", listener);
            voices.ask(2, "b", listener);
            assertTrue(second.await(10, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', hello, en", "de, hello, de", "'', 你好, cmn-latn-pinyin", "de, 你好, cmn-latn-pinyin",
        "cmn, 你好, cmn", "yue, 你好, yue"})
    void chineseIsReadAsChinese(String set, String text, String voice) {
        assertEquals(voice, SystemVoice.espeakVoice(set, text));
    }

    @Test
    void theSystemsVoiceSpeaks() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/espeak-ng")), "needs espeak-ng");
        for (String text : List.of("The hold is over.", "你好，欢迎来到直播间", "-v de")) {
            Sound sound = SystemVoice.espeak(clock, "").make(text);
            assertEquals(22_050, sound.rate());
            assertTrue(sound.length() > 22_050 / 3, text);
        }
    }
}
