package dev.keystile.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.IpAddress;
import dev.keystile.key.Network;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 24. */
class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(
            Stream.of("10.0.0.0/8", "::1", "fe80::/10").map(Network::parse).toList());

    @Test
    void withoutTrustedProxiesTheConnectionCounts() {
        FakeRequest request = FakeRequest.get("/").from("192.0.2.1").with("X-Forwarded-For", "203.0.113.9");

        assertThat(TrustedProxies.NONE.clientOf(request)).isEqualTo(IpAddress.parse("192.0.2.1"));
    }

    @Test
    void anUntrustedProxyIsNotBelieved() {
        assertClient("192.0.2.1", "192.0.2.1", "203.0.113.9, 10.0.0.1");
    }

    @Test
    void aTrustedProxyThatSaysNothingIsTheClient() {
        assertClient("10.0.0.1", "10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9                               | 203.0.113.9
            203.0.113.9, 10.0.0.2                     | 203.0.113.9
            203.0.113.9,10.0.0.2 ,  10.0.0.3          | 203.0.113.9
            10.9.9.9, 203.0.113.9, 10.0.0.2           | 203.0.113.9
            127.0.0.1, 203.0.113.9                    | 203.0.113.9
            nonsense, 203.0.113.9, 10.0.0.2           | 203.0.113.9
            , 203.0.113.9                             | 203.0.113.9
            10.0.0.3, 10.0.0.2                        | 10.0.0.3
            10.0.0.3                                  | 10.0.0.3
            2001:db8::1, ::1                          | 2001:db8::1
            """)
    void theHopsAreReadFromRightToLeftAsFarAsTheyAreTrusted(String field, String client) {
        assertClient(client, "10.0.0.1", field);
    }

    @Test
    void severalFieldsAreOneList() {
        assertClient("203.0.113.9", "10.0.0.1", "192.0.2.7, 203.0.113.9", "10.0.0.3, 10.0.0.2");
        assertClient("203.0.113.9", "10.0.0.1", "192.0.2.7", "203.0.113.9");
        assertClient("192.0.2.7", "10.0.0.1", "192.0.2.7", "10.0.0.3", "10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "203.0.113.9,",
                "203.0.113.9, unknown",
                "203.0.113.9, unknown, 10.0.0.2",
                "203.0.113.9, _hidden",
                "203.0.113.9, localhost",
                "203.0.113.9, .::1",
                "203.0.113.9, 10.0.0.256",
                "203.0.113.9, 10.0.0.2:",
                "203.0.113.9, 10.0.0.2:x",
                "203.0.113.9, 10.0.0.2:123456",
                "203.0.113.9, 10.0.0.2:80:80",
                "203.0.113.9, 10.0.0.2 10.0.0.2",
                "203.0.113.9, 10.0.0.2%eth0",
                "203.0.113.9, [10.0.0.2]",
                "203.0.113.9, [::1",
                "203.0.113.9, ::1]",
                "203.0.113.9, []",
                "203.0.113.9, [::1]x",
                "203.0.113.9, [::1]:x",
                "203.0.113.9, [::1%]",
                "203.0.113.9, ::1%",
                "203.0.113.9, \"::1\"",
                "203.0.113.9, for=10.0.0.2"
            })
    void behindAHopThatIsNoAddressNobodyIsBelieved(String field) {
        assertThat(proxies.clientOf(request("10.0.0.1", field))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9:4711,        203.0.113.9",
        "203.0.113.9:60995,       203.0.113.9",
        "::ffff:203.0.113.9,      203.0.113.9",
        "[::ffff:203.0.113.9]:80, 203.0.113.9",
        "2001:db8::1,             2001:db8::1",
        "[2001:db8::1],           2001:db8::1",
        "[2001:db8::1]:4711,      2001:db8::1",
        "2001:db8::1%eth0,        2001:db8::1",
        "[2001:db8::1%25en1]:80,  2001:db8::1"
    })
    void anAddressIsReadInEveryFormThatProxiesWrite(String hop, String client) {
        assertClient(client, "10.0.0.1", hop);
        assertClient(client, "10.0.0.1", "192.0.2.7, " + hop + ", 10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.2",
                "10.0.0.2:4711",
                "::ffff:10.0.0.2",
                "::ffff:a00:2",
                "::1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]:4711",
                "fe80::1%eth0",
                "::1%lo",
                "[fe80::1%3]"
            })
    void aProxyIsRecognisedInEveryForm(String proxy) {
        assertClient("203.0.113.9", proxy, "192.0.2.7, 203.0.113.9");
        assertClient("203.0.113.9", "10.0.0.1", "192.0.2.7, 203.0.113.9, " + proxy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "/run/app.sock"})
    void aConnectionWithoutAddressIsNobody(String connection) {
        assertThat(proxies.clientOf(request(connection, "203.0.113.9"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "::ffff:10.0.0.1, true",
        "[::1]:4711, true",
        "fe80::1%eth0, true",
        "192.0.2.1, false",
        "11.0.0.1, false",
        "localhost, false",
        "'', false"
    })
    void onlyAConnectionFromATrustedAddressIsTrusted(String connection, boolean trusted) {
        assertThat(proxies.trust(request(connection, "10.0.0.1"))).isEqualTo(trusted);
        assertThat(TrustedProxies.NONE.trust(request(connection))).isFalse();
    }

    private void assertClient(String client, String connection, String... fields) {
        assertThat(proxies.clientOf(request(connection, fields))).isNotNull().isEqualTo(IpAddress.parse(client));
    }

    private static FakeRequest request(String connection, String... fields) {
        return FakeRequest.get("/").from(connection).with("X-Forwarded-For", fields);
    }
}
