package dev.keystile.key;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An IP address of version 4 or 6. An IPv4 address equals the IPv6 address that it is mapped to (RFC 4291, section
 * 2.5.5.2).
 *
 * @param high the first 64 bits of the IPv6 form
 * @param low the last 64 bits of the IPv6 form
 */
public record IpAddress(long high, long low) {

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int OCTETS = 4;
    private static final int GROUPS = 8;

    /**
     * Parses an address in its textual form, without a zone. Never resolves a name.
     *
     * @return null if the text is not an address
     */
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

    /** The groups before "::" are the first ones, those after it the last ones (RFC 4291, section 2.2). */
    private static @Nullable IpAddress parseVersion6(String text) {
        String hexadecimal = text.indexOf('.') < 0 ? text : withoutDots(text);
        if (hexadecimal == null) {
            return null;
        }
        int gap = hexadecimal.indexOf("::");
        String[] first = groups(gap < 0 ? hexadecimal : hexadecimal.substring(0, gap));
        String[] last = groups(gap < 0 ? "" : hexadecimal.substring(gap + 2));
        int absent = GROUPS - first.length - last.length;
        if (gap < 0 ? absent != 0 : absent < 1) {
            return null;
        }
        ByteBuffer address = ByteBuffer.allocate(2 * GROUPS);
        boolean read = put(first, address, 0) && put(last, address, first.length + absent);
        return read ? new IpAddress(address.getLong(0), address.getLong(Long.BYTES)) : null;
    }

    /** The text with the IPv4 address at its end written as two groups; null if that is not an IPv4 address. */
    private static @Nullable String withoutDots(String text) {
        int end = text.lastIndexOf(':') + 1;
        IpAddress version4 = parseVersion4(text.substring(end));
        return version4 == null
                ? null
                : text.substring(0, end)
                        + Long.toHexString(version4.low >>> 16 & 0xffff)
                        + ':'
                        + Long.toHexString(version4.low & 0xffff);
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static boolean put(String[] groups, ByteBuffer address, int index) {
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (group.isEmpty() || group.length() > 4 || !group.chars().allMatch(HexFormat::isHexDigit)) {
                return false;
            }
            address.putShort(2 * (index + i), (short) Integer.parseInt(group, 16));
        }
        return true;
    }
}
