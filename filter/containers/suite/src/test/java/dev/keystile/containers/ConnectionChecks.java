package dev.keystile.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** What a refusal does with the rest of its request, and what a connection remembers: nothing. */
final class ConnectionChecks {

    private ConnectionChecks() {}

    static List<Check> all() {
        return List.of(
                check("a refusal does not wait for a body of known length", client -> {
                    ReceivedResponse response = post(client, "Content-Length: 1000000");
                    assertThat(response.status()).isEqualTo(401);
                    assertThat(response.code()).isEqualTo("missing_key");
                }),
                check(
                        "a refusal does not wait for a chunked body",
                        client -> assertThat(post(client, "Transfer-Encoding: chunked")
                                        .code())
                                .isEqualTo("missing_key")),
                check(
                        "a refusal does not wait for the body after 100 Continue (RFC 9110, section 10.1.1)",
                        client -> assertThat(post(client, "Expect: 100-continue\r\nContent-Length: 1000000")
                                        .status())
                                .isEqualTo(401)),
                check("a connection does not remember whose request came before", client -> {
                    String path = client.contextPath() + "/organizations";
                    List<ReceivedResponse> responses = client.http()
                            .sendInTurn(
                                    request(path, Client.bearer(Keys.SECRET)),
                                    request(path, "X-Nothing: x"),
                                    request(client.contextPath() + "/docs/x", "X-Nothing: x"),
                                    request(path, Client.bearer(Keys.SECRET_DEFAULT)));
                    assertThat(responses).extracting(ReceivedResponse::status).containsExactly(200, 401, 200, 200);
                    assertThat(responses.get(2).body()).contains("user=null", "account=null", "environment=null");
                    assertThat(responses.get(3).body())
                            .contains("user=key_default", "account=cus_42", "environment=default");
                }),
                check("a connection does not take a key for one in another letter case", client -> {
                    String path = client.contextPath() + "/organizations";
                    String good = request(path, Client.bearer(Keys.SECRET));
                    String wrong = request(path, Client.bearer(Keys.SECRET.toUpperCase(Locale.ROOT)));
                    assertThat(client.http().sendInTurn(wrong, good, wrong, good))
                            .extracting(ReceivedResponse::status)
                            .containsExactly(401, 200, 401, 200);
                    assertThat(client.http().sendInTurn(good, wrong, good))
                            .extracting(ReceivedResponse::status)
                            .containsExactly(200, 401, 200);
                }));
    }

    private static ReceivedResponse post(Client client, String headerLines) {
        return client.http()
                .sendRaw("POST " + client.contextPath() + "/organizations HTTP/1.1\r\nHost: localhost\r\n" + headerLines
                        + "\r\n\r\n");
    }

    private static String request(String path, String headerLine) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headerLine + "\r\n\r\n";
    }

    private static Check check(String name, Check.Body body) {
        return new Check("connections", name, body);
    }
}
