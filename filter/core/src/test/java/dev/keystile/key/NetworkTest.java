package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,            10.0.0.0",
        "10.0.0.0/8,            10.255.255.255",
        "10.0.0.0/8,            ::ffff:10.1.2.3",
        "10.128.0.0/9,          10.128.0.0",
        "192.0.2.7,             192.0.2.7",
        "192.0.2.7/32,          192.0.2.7",
        "192.0.2.6/31,          192.0.2.7",
        "0.0.0.0/0,             0.0.0.0",
        "0.0.0.0/0,             255.255.255.255",
        "128.0.0.0/1,           255.255.255.255",
        "::ffff:10.0.0.0/104,   10.1.2.3",
        "::ffff:0:0/96,         203.0.113.1",
        "::ffff:192.0.2.7,      192.0.2.7",
        "::1,                   ::1",
        "::1/128,               0:0:0:0:0:0:0:1",
        "::/0,                  ::",
        "::/0,                  ffff::1",
        "fd00::/8,              fdff:ffff::1",
        "2001:db8::/64,         2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::/65,         2001:db8::7fff:0:0:1",
        "2001:db8::/63,         2001:db8:0:1::1",
        "2001:db8::2/127,       2001:db8::3"
    })
    void aNetworkContainsItsAddresses(String network, String address) {
        assertThat(contains(network, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,            11.0.0.0",
        "10.0.0.0/8,            9.255.255.255",
        "10.0.0.0/8,            ::10.1.2.3",
        "10.128.0.0/9,          10.127.255.255",
        "192.0.2.7,             192.0.2.6",
        "192.0.2.6/31,          192.0.2.8",
        "0.0.0.0/0,             ::1",
        "0.0.0.0/0,             ::",
        "0.0.0.0/0,             ::1.2.3.4",
        "::/0,                  1.2.3.4",
        "::/0,                  ::ffff:1.2.3.4",
        "::/64,                 1.2.3.4",
        "::1,                   127.0.0.1",
        "127.0.0.0/8,           ::1",
        "fd00::/8,              fe00::1",
        "2001:db8::/64,         2001:db8:0:1::",
        "2001:db8::/65,         2001:db8::8000:0:0:1",
        "2001:db8::/63,         2001:db8:0:2::"
    })
    void anAddressLiesOutside(String network, String address) {
        assertThat(contains(network, address)).isFalse();
    }

    @Test
    void anUnknownAddressLiesInNone() {
        assertThat(Network.parse("0.0.0.0/0").contains(null)).isFalse();
        assertThat(Network.parse("::/0").contains(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "*",
                "any",
                "example.com/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0/8 ",
                " 10.0.0.0/8",
                "10.0.0.0/８",
                "10.0.0.0/1000",
                "10.0.0.0/4294967304",
                "10.0.0.0/255.0.0.0",
                "10.0.0.1/8",
                "10.0.0.0/6",
                "10.0.0",
                "::/",
                "::/x",
                "::/08",
                "::/1000",
                "::/129",
                "::1/129",
                "::1/0",
                "fd00::1/8",
                "2001:db8::1/64",
                "2001:db8:0:1::/63",
                "::ffff:10.0.0.0/8",
                "::ffff:0:0/95",
                "fe80::1%eth0",
                "fe80::%eth0/64",
                "[::1]",
                "[::]/0"
            })
    void otherTextIsRefusedWithTheRightForm(String text) {
        assertThat(Network.isNetwork(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessage("'" + text + "' must be " + Network.FORM);
    }

    @Test
    void theTextIsKept() {
        assertThat(Network.parse("FD00::/8")).hasToString("FD00::/8");
        assertThat(Network.isNetwork("FD00::/8")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, ::ffff:a00:0/104", "192.0.2.7, 192.0.2.7/32", "::1, 0:0:0:0:0:0:0:1/128"})
    void networksOfTheSameAddressesAreEqual(String one, String other) {
        assertThat(Network.parse(one)).isEqualTo(Network.parse(other)).hasSameHashCodeAs(Network.parse(other));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.0.0.0/9", "::/0, ::/1", "::/64, ::/65", "0.0.0.0/0, ::/0", "10.0.0.0/8, 11.0.0.0/8"})
    void networksOfOtherAddressesAreNot(String one, String other) {
        assertThat(Network.parse(one)).isNotEqualTo(Network.parse(other)).isNotEqualTo(one);
        assertThat(Network.parse(one)).doesNotHaveSameHashCodeAs(Network.parse(other));
    }

    private static boolean contains(String network, String address) {
        return Network.parse(network).contains(IpAddress.parse(address));
    }
}
