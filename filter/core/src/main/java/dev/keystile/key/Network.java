package dev.keystile.key;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An IP network in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3), or a single address. Immutable. */
public final class Network {

    /** What a network must be, for messages. */
    public static final String FORM =
            "an IP address or a network with no bit set behind its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8";

    private static final int BITS = 128;
    private static final int MAPPED_PREFIX = 96;

    private final String text;
    private final IpAddress address;
    private final long highMask;
    private final long lowMask;

    private Network(String text, IpAddress address, int prefix) {
        this.text = text;
        this.address = address;
        highMask = mask(Math.min(prefix, Long.SIZE));
        lowMask = mask(Math.max(prefix - Long.SIZE, 0));
    }

    private static long mask(int ones) {
        return ones == 0 ? 0 : -1L << (Long.SIZE - ones);
    }

    /**
     * Parses a network, such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if the text is not a network; the message says what would be right
     */
    public static Network parse(String text) {
        Network network = read(text);
        if (network == null) {
            throw new IllegalArgumentException(Redaction.quoted(text) + " must be " + FORM);
        }
        return network;
    }

    /** Whether {@link #parse} accepts the text. */
    public static boolean isNetwork(String text) {
        return read(text) != null;
    }

    private static @Nullable Network read(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        int prefix = address == null ? -1 : prefix(text, slash, address.isVersion4() && text.indexOf(':') < 0);
        if (address == null || prefix < 0) {
            return null;
        }
        Network network = new Network(text, address, prefix);
        boolean noBitBehindPrefix =
                (address.high() & ~network.highMask) == 0 && (address.low() & ~network.lowMask) == 0;
        return noBitBehindPrefix ? network : null;
    }

    /** The length of the prefix in the IPv6 form, in bits; -1 if the text has no valid length. */
    private static int prefix(String text, int slash, boolean version4) {
        int first = version4 ? MAPPED_PREFIX : 0;
        if (slash < 0) {
            return BITS;
        }
        int digits = text.length() - slash - 1;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(slash + 1) == '0')) {
            return -1;
        }
        int prefix = 0;
        for (int i = slash + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            prefix = 10 * prefix + c - '0';
        }
        return first + prefix > BITS ? -1 : first + prefix;
    }

    /**
     * Whether the address is in this network. No IPv4 address is in an IPv6 network, not even in {@code ::/0}.
     *
     * @param other null for an address that is not known, which is in no network
     */
    public boolean contains(@Nullable IpAddress other) {
        return other != null
                && ((address.high() ^ other.high()) & highMask) == 0
                && ((address.low() ^ other.low()) & lowMask) == 0
                && address.isVersion4() == other.isVersion4();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network that
                && address.equals(that.address)
                && highMask == that.highMask
                && lowMask == that.lowMask;
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, highMask, lowMask);
    }

    /** The text that was parsed. */
    @Override
    public String toString() {
        return text;
    }
}
