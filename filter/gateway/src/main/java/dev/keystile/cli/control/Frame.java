package dev.keystile.cli.control;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One message on the socket: what it is, and its content. */
final class Frame {

    /** How many bytes of content there may be. */
    static final int MAX_CONTENT = 64 * 1024;

    private final Type type;
    private final byte[] content;

    Frame(Type type, byte[] content) {
        this.type = type;
        this.content = content;
    }

    /** What a message is, and its letter on the wire. */
    enum Type {
        /** From the client, first: a {@link CommandRequest}. */
        COMMAND('C'),
        /** From the client, when it was asked for input: the next bytes. */
        DATA('D'),
        /** From the client, when it was asked for input: there is no more. */
        END_OF_DATA('E'),
        /** From the client, when it was asked for input: why there is none. */
        NO_DATA('N'),
        /** From the service: bytes for standard output. Without bytes: the command is still at work. */
        OUT('o'),
        /** From the service: bytes for standard error. */
        ERR('e'),
        /** From the service: wants the next bytes of the input with this name. */
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

        /** Null for a letter that has no meaning. */
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

    /** The type; the content may be a key. */
    @Override
    public String toString() {
        return "Frame[" + type + ", " + content.length + " bytes]";
    }
}
