package dev.keystile.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IP address. An IPv4 address and the IPv6 address that it is mapped to are the same (RFC 4291,
 * section 2.5.5.2).
 *
 * @param high the first 64 bits of the IPv6 form
 * @param low the last 64 bits of it
 */
public record IpAddress(long high, long low) {

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int OCTETS = 4;

    /** Reads an address in its usual textual form, without asking a name server; null if the text is none. */
    public static @Nullable IpAddress parse(String text) {
        return text.indexOf(':') < 0 ? parseVersion4(text) : parseVersion6(text);
    }

    /** Whether this is an IPv4 address, mapped or not. */
    public boolean isVersion4() {
        return high == 0 && (low & ~0xffff_ffffL) == MAPPED;
    }

    private static @Nullable IpAddress parseVersion4(String text) {
        long address = 0;
        int from = 0;
        for (int octet = 1; octet <= OCTETS; octet++) {
            int dot = octet < OCTETS ? text.indexOf('.', from) : text.length();
            int value = dot < 0 ? -1 : octet(text, from, dot);
            if (value < 0) {
                return null;
            }
            address = address << 8 | value;
            from = dot + 1;
        }
        return new IpAddress(0, MAPPED | address);
    }

    private static int octet(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        return value > 255 ? -1 : value;
    }

    private static @Nullable IpAddress parseVersion6(String text) {
        if (!text.chars().allMatch(c -> (c < 0x80 && Character.digit(c, 16) >= 0) || c == ':' || c == '.')) {
            return null;
        }
        try {
            // A text with a colon is never looked up as a name.
            ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
            return bytes.remaining() == OCTETS
                    ? new IpAddress(0, MAPPED | Integer.toUnsignedLong(bytes.getInt()))
                    : new IpAddress(bytes.getLong(), bytes.getLong());
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
