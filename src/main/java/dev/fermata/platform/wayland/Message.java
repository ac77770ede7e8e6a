package dev.fermata.platform.wayland;

import dev.fermata.platform.DesktopException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One message of Wayland's wire: a request to an object of the compositor's, or an event of one. Its arguments are
 * written, or read, one by one, each as the protocol has it. Not thread-safe.
 */
final class Message {
    /** Object, and size and number of the message, each four bytes. */
    static final int HEADER_BYTES = 8;
    /** The size is given by 16 bits. */
    static final int MOST_BYTES = 0xffff;
    private static final int OPCODE_BITS = 0xffff;
    private static final int SIZE_SHIFT = 16;
    private static final int WORD = 4;
    private static final int MOST_REQUEST_BYTES = 4_096;

    private final int object;
    private final int opcode;
    private final ByteBuffer bytes;

    private Message(int object, int opcode, ByteBuffer bytes) {
        this.object = object;
        this.opcode = opcode;
        this.bytes = bytes;
    }

    /** A request without arguments yet. @param opcode its number among those of that kind of object */
    static Message request(int object, int opcode) {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_REQUEST_BYTES).order(ByteOrder.nativeOrder());
        bytes.position(HEADER_BYTES);
        return new Message(object, opcode, bytes);
    }

    /**
     * Takes the first message out of what has been read; null while it is not whole.
     *
     * @throws DesktopException when that is no message
     */
    static Message take(ByteBuffer from) {
        if (from.remaining() < HEADER_BYTES) {
            return null;
        }
        int head = from.getInt(from.position() + WORD);
        int size = head >>> SIZE_SHIFT;
        if (size < HEADER_BYTES || size % WORD != 0) {
            throw new DesktopException("the Wayland compositor said something that is no message");
        }
        if (from.remaining() < size) {
            return null;
        }
        int object = from.getInt(from.position());
        ByteBuffer body = from.slice(from.position() + HEADER_BYTES, size - HEADER_BYTES).order(from.order());
        from.position(from.position() + size);
        return new Message(object, head & OPCODE_BITS, body);
    }

    int object() {
        return object;
    }

    int opcode() {
        return opcode;
    }

    Message with(int number) {
        bytes.putInt(number);
        return this;
    }

    Message with(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.putInt(utf8.length + 1).put(utf8).put((byte) 0);
        return pad();
    }

    Message with(int[] numbers) {
        bytes.putInt(numbers.length * WORD);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return this;
    }

    private Message pad() {
        while (bytes.position() % WORD != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    /** What is to be sent. */
    ByteBuffer encoded() {
        int size = bytes.position();
        bytes.putInt(0, object).putInt(WORD, size << SIZE_SHIFT | opcode);
        return bytes.duplicate().order(bytes.order()).flip();
    }

    int number() {
        require(WORD);
        return bytes.getInt();
    }

    /** A text; empty for none. */
    String text() {
        byte[] utf8 = new byte[length()];
        bytes.get(utf8);
        skipPadding(utf8.length);
        return new String(utf8, 0, Math.max(0, utf8.length - 1), StandardCharsets.UTF_8);
    }

    int[] numbers() {
        int[] numbers = new int[length() / WORD];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getInt();
        }
        return numbers;
    }

    private int length() {
        int length = number();
        require(length);
        return length;
    }

    private void skipPadding(int length) {
        int more = (WORD - length % WORD) % WORD;
        require(more);
        bytes.position(bytes.position() + more);
    }

    private void require(int more) {
        if (more < 0 || more > bytes.remaining()) {
            throw new DesktopException("the Wayland compositor sent a message that is too short");
        }
    }
}
