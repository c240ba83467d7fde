package dev.keystile.key;

import java.math.BigInteger;
import java.util.Arrays;

/** Encodes numbers in base 62: the ASCII digits and letters, in ASCII order. A double click selects them as one word. */
final class Base62 {

    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            DIGITS[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Base62() {}

    /** The value of a digit; -1 if the character is not a digit of base 62. */
    static int digit(byte c) {
        return c >= 0 ? DIGITS[c] : -1;
    }

    /** The lowest digits of a number, most significant first. */
    static String encode(BigInteger number, int width) {
        BigInteger base = BigInteger.valueOf(62);
        char[] digits = new char[width];
        BigInteger rest = number;
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            digits[i] = ALPHABET.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }

    /** The digits of a number, most significant first, padded with zeros on the left to the width. */
    static String encode(long number, int width) {
        char[] digits = new char[width];
        long rest = number;
        for (int i = width - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }
}
