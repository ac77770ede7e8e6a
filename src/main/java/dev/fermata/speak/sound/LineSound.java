package dev.fermata.speak.sound;

/** A sound as a line takes it: at the line's rate, as loud as is wished. Where the rates match it is the sound itself. */
final class LineSound {
    private final Sound sound;
    /** Null where the rates match. */
    private final Resampler resampler;
    private final double volume;

    /**
     * @param resampler from the sound's rate to the line's; null where they match
     * @param volume from 0 to 1
     */
    LineSound(Sound sound, Resampler resampler, double volume) {
        this.sound = sound;
        this.resampler = resampler;
        this.volume = volume;
    }

    /** How many samples of the line it has. */
    long length() {
        return indexOf(sound.length());
    }

    /** The first sample of the line that is no earlier than this one of the sound. */
    long indexOf(long position) {
        return resampler == null ? position : resampler.resampled(position);
    }

    /** The sample of the sound at which this one of the line is. */
    long positionOf(long index) {
        return Math.min(sound.length(), resampler == null ? index : resampler.original(index));
    }

    /** A sample of the line; silence before the sound and after it. @param gain on top of the volume */
    short at(long index, double gain) {
        if (index < 0 || index >= length()) {
            return 0;
        }
        double sample = resampler == null ? sound.samples()[(int) index] : resampler.at(sound.samples(), index);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(volume * gain * sample)));
    }
}
