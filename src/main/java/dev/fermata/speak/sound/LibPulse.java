package dev.fermata.speak.sound;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/**
 * The calls of PulseAudio's library that a tape is made of (pulse/mainloop.h, context.h, stream.h, operation.h, def.h).
 * None calls back. One thread.
 */
final class LibPulse {
    static final int CONTEXT_NO_AUTOSPAWN = 1;
    static final int CONTEXT_READY = 4;
    static final int STREAM_READY = 2;
    /** The server's device decides how many samples a second there are. */
    static final int STREAM_FIX_RATE = 0x80;
    /** The device is to take small blocks. */
    static final int STREAM_EARLY_REQUESTS = 0x4000;
    static final int SEEK_ABSOLUTE = 1;
    static final int SEEK_RELATIVE_ON_READ = 2;
    static final int OPERATION_RUNNING = 0;
    static final int SAMPLE_S16LE = 3;
    /** Whatever the server takes. */
    static final int AS_IT_LIKES = -1;

    static {
        Native.register(LibPulse.class, NativeLibrary.getInstance("libpulse.so.0"));
    }

    private LibPulse() {
    }

    /** pa_sample_spec. */
    @FieldOrder({"format", "rate", "channels"})
    public static final class SampleSpec extends Structure {
        public int format = SAMPLE_S16LE;
        public int rate;
        public byte channels = 1;

        SampleSpec(int rate) {
            this.rate = rate;
        }

        SampleSpec(Pointer there) {
            super(there);
            read();
        }
    }

    /** pa_buffer_attr, in bytes. */
    @FieldOrder({"maxLength", "targetLength", "prebuffering", "minRequest", "fragmentSize"})
    public static final class BufferAttributes extends Structure {
        public int maxLength = AS_IT_LIKES;
        public int targetLength;
        /** None: it never stops for want of samples. */
        public int prebuffering;
        public int minRequest;
        public int fragmentSize = AS_IT_LIKES;
    }

    /** pa_timing_info; indexes are in bytes, times in microseconds. */
    @FieldOrder({"seconds", "microseconds", "synchronizedClocks", "sinkMicros", "sourceMicros", "transportMicros",
            "playing", "writeIndexCorrupt", "writeIndex", "readIndexCorrupt", "readIndex", "configuredSinkMicros",
            "configuredSourceMicros", "sinceUnderrun"})
    public static final class TimingInfo extends Structure {
        public NativeLong seconds;
        public NativeLong microseconds;
        public int synchronizedClocks;
        public long sinkMicros;
        public long sourceMicros;
        public long transportMicros;
        public int playing;
        public int writeIndexCorrupt;
        public long writeIndex;
        public int readIndexCorrupt;
        public long readIndex;
        public long configuredSinkMicros;
        public long configuredSourceMicros;
        public long sinceUnderrun;

        void readFrom(Pointer info) {
            useMemory(info);
            read();
        }
    }

    static native Pointer pa_mainloop_new();

    static native Pointer pa_mainloop_get_api(Pointer loop);

    static native int pa_mainloop_prepare(Pointer loop, int timeoutMicros);

    static native int pa_mainloop_poll(Pointer loop);

    static native int pa_mainloop_dispatch(Pointer loop);

    static native void pa_mainloop_free(Pointer loop);

    static native Pointer pa_context_new(Pointer api, String name);

    static native int pa_context_connect(Pointer context, String server, int flags, Pointer spawn);

    static native int pa_context_get_state(Pointer context);

    static native void pa_context_disconnect(Pointer context);

    static native void pa_context_unref(Pointer context);

    static native Pointer pa_stream_new(Pointer context, String name, SampleSpec spec, Pointer map);

    static native int pa_stream_connect_playback(Pointer stream, String device, BufferAttributes attributes, int flags,
            Pointer volume, Pointer sync);

    static native int pa_stream_get_state(Pointer stream);

    static native Pointer pa_stream_get_sample_spec(Pointer stream);

    static native int pa_stream_write(Pointer stream, Memory data, NativeLong bytes, Pointer free, long offset,
            int seek);

    static native Pointer pa_stream_update_timing_info(Pointer stream, Pointer callback, Pointer data);

    static native Pointer pa_stream_get_timing_info(Pointer stream);

    static native int pa_stream_disconnect(Pointer stream);

    static native void pa_stream_unref(Pointer stream);

    static native int pa_operation_get_state(Pointer operation);

    static native void pa_operation_unref(Pointer operation);
}
