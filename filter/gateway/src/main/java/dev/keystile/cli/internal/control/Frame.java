package dev.keystile.cli.internal.control;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One message of the protocol on the socket: a type and up to 64 KiB of content. */
final class Frame {

    /** The max size of the content, in bytes. */
    static final int MAX_CONTENT = 64 * 1024;

    private final Type type;
    private final byte[] content;

    Frame(Type type, byte[] content) {
        this.type = type;
        this.content = content;
    }

    /** The type of a message, with its letter on the wire. */
    enum Type {
        /** From the client, first: a {@link CommandRequest}. */
        COMMAND('C'),
        /** From the client, after {@link #READ}: the next bytes of the input. */
        DATA('D'),
        /** From the client, after {@link #READ}: the end of the input. */
        END_OF_DATA('E'),
        /** From the client, after {@link #READ}: the reason why it does not send the input. */
        NO_DATA('N'),
        /** From the service: bytes for standard output; no bytes if the command has begun or goes on. */
        OUT('o'),
        /** From the service: bytes for standard error. */
        ERR('e'),
        /** From the service: a request for the next bytes of the input with this name. */
        READ('r'),
        /** From the service: what belongs into the file that the arguments name for it. */
        SAVE('s'),
        /** From the client, when it was given something to save: done. What keeps it from that is a {@link #NO_DATA}. */
        SAVED('S'),
        /** From the service, last: the exit code, in digits. */
        EXIT('x');

        private final byte letter;

        Type(char letter) {
            this.letter = (byte) letter;
        }

        byte letter() {
            return letter;
        }

        /** The type with this letter; null if there is none. */
        static @Nullable Type of(byte letter) {
            for (Type type : values()) {
                if (type.letter == letter) {
                    return type;
                }
            }
            return null;
        }
    }

    static Frame of(Type type, String content) {
        return new Frame(type, content.getBytes(StandardCharsets.UTF_8));
    }

    static Frame empty(Type type) {
        return new Frame(type, new byte[0]);
    }

    Type type() {
        return type;
    }

    byte[] content() {
        return content;
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The type and the size, without the content, which may be a key. */
    @Override
    public String toString() {
        return "Frame[" + type + ", " + content.length + " bytes]";
    }
}
