package dev.fermata.speak.engine;

import dev.fermata.model.ServerAddress;
import dev.fermata.net.RawServer;
import dev.fermata.speak.sound.Sound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that answers as {@code api_v2} of GPT-SoVITS does, and in every way that it should not. */
public final class FakeSovits implements AutoCloseable {
    private static final int PART = 4_096;

    private final RawServer server;
    private final Sound voice;
    private final ConcurrentLinkedDeque<Fault> next = new ConcurrentLinkedDeque<>();
    private final List<RawServer.Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private volatile Fault always = Fault.NONE;

    /** What it does instead of speaking. */
    public enum Fault {
        NONE, REFUSES, FAILS, SECOND_OF_ZEROS, EMPTY, CUT_OFF, STREAM_CUT_OFF, RESET, RESET_IN_THE_MIDDLE, NO_FIRST_BYTE,
        HEAD_ONLY, STALLS, ENDLESS, LENGTH_TOO_LARGE, LENGTH_TOO_SMALL, WRONG_RATE, NO_RATE, NOISE, FIVE_MINUTES,
        JSON_AS_SOUND, REDIRECT, TOO_BUSY
    }

    /** @param voice what it says, whatever it is asked */
    public FakeSovits(Sound voice) throws IOException {
        this.voice = voice;
        server = new RawServer(this::answer);
    }

    public ServerAddress address() {
        return server.address();
    }

    /** From now on. */
    public void always(Fault fault) {
        always = fault;
    }

    /** The next answers to texts, before what it always does. */
    public void next(Fault... faults) {
        next.addAll(List.of(faults));
    }

    /** All requests but those that only ask whether it is there. */
    public List<RawServer.Asked> asked() {
        return asked;
    }

    /** Whether the client closed while this was silent. */
    public boolean clientGoes() throws InterruptedException {
        return clientGone.await(20, TimeUnit.SECONDS);
    }

    private void answer(RawServer.Asked request, RawServer.Connection to) throws IOException, InterruptedException {
        if (!request.path().equals("/tts")) {
            asked.add(request);
            to.answer(200, "application/json", bytes("{\"message\":\"success\"}"));
        } else if (request.body().equals("{}")) {
            to.answer(400, "application/json", bytes("{\"message\":\"ref_audio_path is required\"}"));
        } else {
            asked.add(request);
            Fault fault = next.pollFirst();
            speak(fault == null ? always : fault, request.body(), to);
        }
    }

    private void speak(Fault fault, String body, RawServer.Connection to) throws IOException, InterruptedException {
        byte[] wav = wav(voice.samples(), voice.rate(), 2 * voice.length());
        switch (fault) {
            case NONE -> well(body, to);
            case REFUSES -> to.answer(400, "application/json",
                    bytes("{\"message\":\"tts failed\",\"Exception\":\"cuda is out of memory\"}"));
            case FAILS -> to.answer(500, "text/plain", bytes("Internal Server Error"));
            case SECOND_OF_ZEROS -> to.answer(200, "audio/wav", wav(new short[voice.rate()], voice.rate(),
                    2 * voice.rate()));
            case EMPTY -> to.answer(200, "audio/wav", new byte[0]);
            case CUT_OFF -> to.write("HTTP/1.1 200 OK\r\nContent-Length: " + wav.length + "\r\n\r\n"
                    + new String(wav, 0, wav.length / 2, StandardCharsets.ISO_8859_1));
            case STREAM_CUT_OFF -> half(wav, to);
            case RESET -> to.reset();
            case RESET_IN_THE_MIDDLE -> {
                half(wav, to);
                to.reset();
            }
            case NO_FIRST_BYTE -> silence(to);
            case HEAD_ONLY -> {
                to.begin("audio/wav");
                silence(to);
            }
            case STALLS -> {
                half(wav, to);
                silence(to);
            }
            case ENDLESS -> {
                to.begin("audio/wav");
                for (int i = 0; i < 100_000; i++) {
                    to.part(Arrays.copyOf(wav, PART));
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }
            case LENGTH_TOO_LARGE -> to.answer(200, "audio/wav", wav(voice.samples(), voice.rate(),
                    4 * voice.length()));
            case LENGTH_TOO_SMALL -> to.answer(200, "audio/wav", wav(voice.samples(), voice.rate(), voice.length()));
            case WRONG_RATE -> {
                byte[] wrong = wav.clone();
                ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 2 * voice.rate());
                to.answer(200, "audio/wav", wrong);
            }
            case NO_RATE -> to.answer(200, "audio/wav", wav(voice.samples(), 0, 2 * voice.length()));
            case NOISE -> to.answer(200, "audio/wav", noise());
            case FIVE_MINUTES -> to.answer(200, "audio/wav", fiveMinutes());
            case JSON_AS_SOUND -> to.answer(200, "application/json", bytes("{\"message\":\"no such character\"}"));
            case REDIRECT -> to.write("HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/tts\r\nContent-Length: 0\r\n\r\n");
            case TOO_BUSY -> to.answer(503, "text/plain", bytes("busy"));
        }
    }

    /** As it is asked: whole or in parts, with a header or without. */
    private void well(String body, RawServer.Connection to) throws IOException {
        boolean raw = body.contains("\"media_type\":\"raw\"");
        byte[] samples = Arrays.copyOfRange(wav(voice.samples(), voice.rate(), 0), 44, 44 + 2 * voice.length());
        if (body.contains("\"streaming_mode\"") && !body.contains("\"streaming_mode\":0")) {
            to.begin("audio/wav");
            if (!raw) {
                to.part(Arrays.copyOf(wav(new short[0], voice.rate(), 0), 44));
            }
            for (int at = 0; at < samples.length; at += PART) {
                to.part(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + PART)));
            }
            to.end();
        } else {
            to.answer(200, "audio/" + (raw ? "raw" : "wav"),
                    raw ? samples : wav(voice.samples(), voice.rate(), samples.length));
        }
    }

    private static void half(byte[] wav, RawServer.Connection to) throws IOException {
        to.begin("audio/wav");
        to.part(Arrays.copyOf(wav, wav.length / 2));
    }

    private void silence(RawServer.Connection to) throws IOException {
        try {
            to.awaitClose();
        } finally {
            clientGone.countDown();
        }
    }

    private byte[] noise() {
        Random random = new Random(1);
        short[] samples = new short[voice.length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 3_000);
        }
        return wav(samples, voice.rate(), 2 * samples.length);
    }

    private byte[] fiveMinutes() {
        short[] samples = new short[300 * 16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = voice.samples()[i % voice.length()];
        }
        return wav(samples, 16_000, 2 * samples.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A WAV file that claims so many bytes of sound. */
    static byte[] wav(short[] samples, int rate, int claimed) {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(bytes("RIFF")).putInt(36 + claimed).put(bytes("WAVEfmt ")).putInt(16).putShort((short) 1)
                .putShort((short) 1).putInt(rate).putInt(rate * 2).putShort((short) 2).putShort((short) 16)
                .put(bytes("data")).putInt(claimed);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
