package dev.fermata.speak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sound of which any few samples tell where in it they are: finds its parts in recordings. */
final class Noise {
    private static final int TOLD_BY = 4;

    private final short[] samples;
    private final Map<Long, Integer> places = new HashMap<>();

    /**
     * A part of the sound in a recording.
     *
     * @param from the first sample of the sound that is heard, swelling included
     * @param end the one behind the last
     * @param place where in the recording the sound's first sample would stand
     */
    record Part(int from, int end, int place) {
    }

    Noise(short[] samples) {
        this.samples = samples;
        for (int i = 0; i + TOLD_BY <= samples.length; i++) {
            places.put(key(samples, i), i);
        }
    }

    private static long key(short[] samples, int at) {
        long key = 0;
        for (int i = 0; i < TOLD_BY; i++) {
            key = key << Short.SIZE | samples[at + i] & 0xffff;
        }
        return key;
    }

    /** The parts in the order in which they are heard. */
    List<Part> partsOf(short[] heard) {
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i + TOLD_BY <= heard.length) {
            Integer found = places.get(key(heard, i));
            if (found == null) {
                i++;
                continue;
            }
            int at = found;
            int from = at;
            int begin = i;
            while (i < heard.length && at < samples.length && heard[i] == samples[at]) {
                i++;
                at++;
            }
            // What swells before it is of the sound too, quieter.
            int swelled = 0;
            while (swelled < from && begin > swelled
                    && isQuieter(heard[begin - swelled - 1], samples[from - swelled - 1])) {
                swelled++;
            }
            parts.add(new Part(from - swelled, at, begin - from));
        }
        return parts;
    }

    private static boolean isQuieter(short heard, short sample) {
        return heard != 0 && Math.abs(heard) <= Math.abs(sample) && heard > 0 == sample > 0;
    }
}
