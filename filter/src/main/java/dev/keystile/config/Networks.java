package dev.keystile.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of an IP address or of a network in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3). */
final class Networks {

    static final String FORM =
            "an IP address or a network with no bit set behind its prefix, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8";

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern SYNTAX =
            Pattern.compile("((?:" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    private Networks() {}

    static boolean isNetwork(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            // Only literals match, so that no name is looked up.
            byte[] address = InetAddress.getByName(matcher.group(1)).getAddress();
            return matcher.group(2) == null || isPrefix(address, Integer.parseInt(matcher.group(2)));
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static boolean isPrefix(byte[] address, int length) {
        for (int bit = length; bit < address.length * 8; bit++) {
            if ((address[bit / 8] & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return length <= address.length * 8;
    }
}
