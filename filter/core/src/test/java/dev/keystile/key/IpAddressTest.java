package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,                                 0,                ffff00000000",
        "127.0.0.1,                               0,                ffff7f000001",
        "255.255.255.255,                         0,                ffffffffffff",
        "::,                                      0,                0",
        "::1,                                     0,                1",
        "0:0:0:0:0:0:0:1,                         0,                1",
        "1::,                                     1000000000000,    0",
        "1:2:3:4:5:6:7:8,                         1000200030004,    5000600070008",
        "1:2:3:4:5:6:7::,                         1000200030004,    5000600070000",
        "::2:3:4:5:6:7:8,                         200030004,        5000600070008",
        "2001:db8::8:800:200c:417a,               20010db800000000, 00080800200c417a",
        "2001:DB8::8:800:200C:417A,               20010db800000000, 00080800200c417a",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffffffffffffffff, ffffffffffffffff",
        "64:ff9b::192.0.2.33,                     64ff9b00000000,   c0000221",
        "1:2:3:4:5:6:127.0.0.1,                   1000200030004,    500067f000001"
    })
    void anAddressIsReadInEachForm(String text, String high, String low) {
        assertThat(IpAddress.parse(text))
                .isEqualTo(new IpAddress(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:10.1.2.3", "::ffff:a01:203", "0:0:0:0:0:FFFF:0A01:0203"})
    void aMappedAddressIsTheIpv4Address(String text) {
        assertThat(IpAddress.parse(text)).isEqualTo(IpAddress.parse("10.1.2.3"));
        assertThat(IpAddress.parse(text).isVersion4()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "::10.1.2.3", "::fffe:10.1.2.3", "1::ffff:10.1.2.3", "64:ff9b::10.1.2.3"})
    void otherEmbeddingsOfAnIpv4AddressAreIpv6(String text) {
        assertThat(IpAddress.parse(text).isVersion4()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "...",
                "1",
                "2130706433",
                "127.1",
                "10.0.0",
                "10.0.0.",
                ".10.0.0",
                "10..0.1",
                "10.0.0.1.",
                "10.0.0.0.1",
                "10.0.0.256",
                "10.0.0.1000",
                "10.0.0.99999999999",
                "010.0.0.1",
                "10.0.0.00",
                "0x7f.0.0.1",
                "-1.0.0.1",
                "+1.0.0.1",
                "1.1.1.1 ",
                "１.1.1.1",
                "1.1.1.1%eth0",
                "localhost",
                ":",
                ":::",
                "1:2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "1:::2",
                "::12345",
                "::00001",
                "::g",
                "::-1",
                "::+1",
                "::１",
                ":: 1",
                "::1%eth0",
                "[::1]",
                "::1/128",
                "::127.0.0",
                "::127.0.0.01",
                "::127.0.0.256",
                "::127.0.0.1.1",
                "127.0.0.1::",
                "1:127.0.0.1:2::",
                "::1:2:3:4:5:6:7:127.0.0.1",
                "1:2:3:4:5:6:7:127.0.0.1"
            })
    void otherTextIsNotAnAddress(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    /** The library takes a text with a colon that begins with a dot for a host's name, and looks it up. */
    @Test
    void aHostNameIsNotAnAddress() {
        List<String> names = List.of(".::1", "..:", ".a:b", "a:b", "dead.beef", "face:b00c.", "fe.ed", "a.b.c.d");

        assertThat(names).allSatisfy(name -> assertThat(IpAddress.parse(name)).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::2:3:4:5:6:7",
                "1::3:4:5:6:7",
                "1:2:3::6:7:8",
                "1:2:3:4::7:8",
                "1:2:3:4:5::8",
                "1:2:3:4:5:6::",
                "::8",
                "1::8",
                "abcd:ef01::2345:6789"
            })
    void theGapMayBeAnywhere(String text) throws UnknownHostException {
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());

        assertThat(IpAddress.parse(text)).isEqualTo(new IpAddress(bytes.getLong(), bytes.getLong()));
    }
}
