package dev.fermata.speak.sound;

import static dev.fermata.speak.sound.LibPulse.AS_IT_LIKES;
import static dev.fermata.speak.sound.LibPulse.CONTEXT_NO_AUTOSPAWN;
import static dev.fermata.speak.sound.LibPulse.CONTEXT_READY;
import static dev.fermata.speak.sound.LibPulse.OPERATION_RUNNING;
import static dev.fermata.speak.sound.LibPulse.SEEK_ABSOLUTE;
import static dev.fermata.speak.sound.LibPulse.SEEK_RELATIVE_ON_READ;
import static dev.fermata.speak.sound.LibPulse.STREAM_EARLY_REQUESTS;
import static dev.fermata.speak.sound.LibPulse.STREAM_FIX_RATE;
import static dev.fermata.speak.sound.LibPulse.STREAM_READY;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import dev.fermata.time.Clock;
import dev.fermata.user.JnaSettings;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A tape that a PulseAudio server reads, or PipeWire in its place. Such a server keeps what it was sent until it is
 * played, fetches back what its device has taken already when that is written anew, and tells which sample it reads.
 *
 * <p>The library's own loop is turned here, by the thread that plays, so that there is no other and nothing calls back.
 */
final class PulseTape implements Tape {
    /** The rate that is asked for; the device's own counts. */
    private static final int RATE = 48_000;
    private static final int BYTES = 2;
    /** The server is to send for more, and its device to take, about so much at once: 5 ms. */
    private static final int BLOCK = RATE / 200;
    /** What the server sends for; it keeps more. */
    private static final int TARGET = RATE / 4;
    private static final int SLICE_MICROS = 1_000;
    /** A server that has not answered after so many slices does not: about a second. */
    private static final int MOST_SLICES = 1_000;
    private static final int FEW_SLICES = (int) SOON.toMillis();
    /** Each turn sends or gets something, and there is not much at once. */
    private static final int MOST_TURNS = 100;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS = 1_000_000;

    private final Clock clock;
    private final LibPulse.TimingInfo timing = new LibPulse.TimingInfo();
    private final Pointer loop;
    /** Null before there is one. */
    private Pointer context;
    private Pointer stream;
    /** What was asked last; null once it is answered. */
    private Pointer question;
    private long askedAt;
    private Reading reading = new Reading(0, 0, 0);
    private int rate = RATE;
    private Memory bytes = new Memory(1);
    private boolean gone;

    private PulseTape(Clock clock) {
        this.clock = clock;
        loop = LibPulse.pa_mainloop_new();
    }

    /** None without the library, or without a server that answers within a second. */
    static Optional<Tape> open(Clock clock) {
        // Before any of JNA's classes is there.
        JnaSettings.apply();
        try {
            PulseTape tape = new PulseTape(clock);
            if (tape.connect()) {
                return Optional.of(tape);
            }
            tape.close();
        } catch (LinkageError noLibrary) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private boolean connect() {
        context = LibPulse.pa_context_new(LibPulse.pa_mainloop_get_api(loop), "Fermata");
        return LibPulse.pa_context_connect(context, null, CONTEXT_NO_AUTOSPAWN, null) >= 0
                && await(MOST_SLICES, () -> LibPulse.pa_context_get_state(context) == CONTEXT_READY) && openStream();
    }

    private boolean openStream() {
        stream = LibPulse.pa_stream_new(context, "speech", new LibPulse.SampleSpec(RATE), null);
        LibPulse.BufferAttributes wanted = new LibPulse.BufferAttributes();
        wanted.maxLength = AS_IT_LIKES;
        wanted.targetLength = TARGET * BYTES;
        wanted.minRequest = BLOCK * BYTES;
        if (stream == null || LibPulse.pa_stream_connect_playback(stream, null, wanted,
                STREAM_FIX_RATE | STREAM_EARLY_REQUESTS, null, null) < 0
                || !await(MOST_SLICES, () -> LibPulse.pa_stream_get_state(stream) == STREAM_READY)) {
            return false;
        }
        rate = new LibPulse.SampleSpec(LibPulse.pa_stream_get_sample_spec(stream)).rate;
        return true;
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public Reading look() {
        turnAll();
        if (question != null && LibPulse.pa_operation_get_state(question) != OPERATION_RUNNING) {
            takeAnswer();
        }
        if (question == null && !isGone()) {
            ask();
        }
        return reading;
    }

    @Override
    public Reading lookSoon() {
        askFor(FEW_SLICES);
        return reading;
    }

    @Override
    public Reading lookNow() {
        gone |= !askFor(MOST_SLICES);
        return reading;
    }

    /** Returns whether the answer came in time. */
    private boolean askFor(int slices) {
        if (isGone()) {
            return false;
        }
        ask();
        boolean answered = await(slices, () -> question == null
                || LibPulse.pa_operation_get_state(question) != OPERATION_RUNNING);
        if (answered) {
            takeAnswer();
        }
        return answered;
    }

    @Override
    public long append(short[] samples, int count, int behind) {
        if (count > 0) {
            send(samples, count, behind, SEEK_RELATIVE_ON_READ);
        }
        lookNow();
        return isGone() ? -1 : count == 0 ? reading.index() : timing.writeIndex / BYTES - count;
    }

    @Override
    public void write(long index, short[] samples, int count) {
        send(samples, count, index, SEEK_ABSOLUTE);
    }

    private void send(short[] samples, int count, long offset, int seek) {
        if (isGone()) {
            return;
        }
        if (bytes.size() < (long) count * BYTES) {
            bytes = new Memory((long) count * BYTES);
        }
        bytes.write(0, samples, 0, count);
        NativeLong size = new NativeLong((long) count * BYTES);
        gone |= LibPulse.pa_stream_write(stream, bytes, size, null, offset * BYTES, seek) < 0;
        turnAll();
    }

    private void ask() {
        forgetQuestion();
        askedAt = clock.nanos();
        question = LibPulse.pa_stream_update_timing_info(stream, null, null);
        gone |= question == null;
        turnAll();
    }

    private void takeAnswer() {
        forgetQuestion();
        Pointer info = LibPulse.pa_stream_get_timing_info(stream);
        if (info == null) {
            return;
        }
        timing.readFrom(info);
        // On its way to the server it was as long as the server says, where both have one clock.
        long way = Math.max(0, Math.min(MICROS, timing.transportMicros));
        reading = new Reading(timing.readIndex / BYTES, timing.sinkMicros * rate / MICROS,
                askedAt + way * NANOS_PER_MICRO);
    }

    private void forgetQuestion() {
        if (question != null) {
            LibPulse.pa_operation_unref(question);
            question = null;
        }
    }

    /** Sends and gets what can be without waiting. */
    private void turnAll() {
        int turns = 0;
        while (!gone && turns < MOST_TURNS && turn(0) > 0) {
            turns++;
        }
    }

    private int turn(int atMostMicros) {
        if (LibPulse.pa_mainloop_prepare(loop, atMostMicros) < 0 || LibPulse.pa_mainloop_poll(loop) < 0) {
            gone = true;
            return 0;
        }
        return LibPulse.pa_mainloop_dispatch(loop);
    }

    /** Waits until something is so. Returns whether it is. */
    private boolean await(int slices, BooleanSupplier what) {
        for (int i = 0; i < slices && !isGone(); i++) {
            if (what.getAsBoolean()) {
                return true;
            }
            turn(SLICE_MICROS);
        }
        return what.getAsBoolean();
    }

    @Override
    public boolean isGone() {
        return gone || context != null && LibPulse.pa_context_get_state(context) > CONTEXT_READY
                || stream != null && LibPulse.pa_stream_get_state(stream) > STREAM_READY;
    }

    @Override
    public void close() {
        forgetQuestion();
        if (stream != null) {
            LibPulse.pa_stream_disconnect(stream);
            turnAll();
            LibPulse.pa_stream_unref(stream);
        }
        if (context != null) {
            LibPulse.pa_context_disconnect(context);
            LibPulse.pa_context_unref(context);
        }
        LibPulse.pa_mainloop_free(loop);
    }
}
