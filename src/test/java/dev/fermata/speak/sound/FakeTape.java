package dev.fermata.speak.sound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A server that reads a tape on virtual time: in blocks, late by as much as it is told to be, and catching up then.
 * What is sent to it is on its way for a while, and what it has read it does not fetch back.
 */
final class FakeTape implements Tape {
    static final int RATE = 8_000;
    static final int BLOCK = RATE / 200;
    private static final long BLOCK_NANOS = 5_000_000;

    /** Where samples go that are on their way; below 0 so many behind the place that is read next. */
    private record Sent(long arrivesAt, long place, boolean relative, short[] samples) {
    }

    private final Deque<Sent> under = new ArrayDeque<>();
    private final List<Long> placed = new ArrayList<>();
    private short[] tape = new short[RATE * 60];
    private long time;
    private long read;
    private long begun;
    private Reading answer = new Reading(0, 0, 0);
    /** How long what is sent is on its way from now on, and how late a block is. */
    LongSupplier way = () -> 300_000;
    LongSupplier lateness = () -> 0;
    private long nextReadAt;
    boolean gone;
    boolean standsStill;
    boolean closed;

    FakeTape(long now) {
        time = now;
        begun = now;
        nextReadAt = now;
    }

    /** Lets the time go on. */
    void advance(long now) {
        while (Math.min(nextReadAt, under.isEmpty() ? Long.MAX_VALUE : under.peek().arrivesAt) <= now) {
            if (!under.isEmpty() && under.peek().arrivesAt < nextReadAt) {
                arrive(under.remove());
            } else {
                readBlock();
            }
        }
        time = Math.max(time, now);
    }

    private void readBlock() {
        read += standsStill ? 0 : BLOCK;
        begun += standsStill ? BLOCK_NANOS : 0;
        nextReadAt = Math.max(nextReadAt, begun + read / BLOCK * BLOCK_NANOS + lateness.getAsLong());
    }

    private void arrive(Sent sent) {
        long place = sent.relative ? read + sent.place : sent.place;
        if (sent.relative) {
            placed.add(place);
        }
        // What was read has been heard.
        for (int i = (int) Math.max(0, read - place); i < sent.samples.length; i++) {
            tape[(int) place + i] = sent.samples[i];
        }
    }

    private void send(long place, boolean relative, short[] samples, int count) {
        long last = under.isEmpty() ? time : under.getLast().arrivesAt;
        under.add(new Sent(Math.max(last, time + way.getAsLong()), place, relative, Arrays.copyOf(samples, count)));
    }

    /** All that it has read, from the opening on. */
    short[] heard() {
        return Arrays.copyOf(tape, (int) read);
    }

    /** Where what was appended begins, in order. */
    List<Long> placed() {
        return placed;
    }

    long time() {
        return time;
    }

    @Override
    public int rate() {
        return RATE;
    }

    @Override
    public Reading look() {
        Reading known = answer;
        answer = new Reading(read, 0, time);
        return known.nanos() == 0 ? answer : known;
    }

    @Override
    public Reading lookSoon() {
        long takes = way.getAsLong();
        if (takes < Tape.SOON.toNanos()) {
            return lookNow();
        }
        advance(time + Tape.SOON.toNanos());
        return answer;
    }

    @Override
    public Reading lookNow() {
        long last = under.isEmpty() ? time : under.getLast().arrivesAt;
        advance(Math.max(last, time + way.getAsLong()));
        answer = new Reading(read, 0, time);
        return answer;
    }

    @Override
    public long append(short[] samples, int count, int behind) {
        if (gone) {
            return -1;
        }
        send(behind, true, samples, count);
        lookNow();
        return placed.get(placed.size() - 1);
    }

    @Override
    public void write(long index, short[] samples, int count) {
        send(index, false, samples, count);
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void close() {
        closed = true;
    }
}
