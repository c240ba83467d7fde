package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keystile.gateway.RawClient.RawResponse;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service behind TLS, whose certificate the Java that runs the gateway must trust. */
class TlsUpstreamIT {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path store;
    private HttpsServer service;

    @BeforeEach
    void start() throws Exception {
        store = folder.resolve("service.p12");
        makeCertificate();
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(tls()));
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    private void makeCertificate() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(() -> folder.resolve("keytool.txt").toString())
                .isZero();
    }

    private SSLContext tls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void trust() {
        System.setProperty(TRUST_STORE, store.toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
    }

    private RawResponse request(String host) throws Exception {
        String upstream = "upstreams: [{path: /**, url: 'https://%s:%d'}]"
                .formatted(host, service.getAddress().getPort());
        try (RunningGateway gateway = RunningGateway.start(folder, upstream)) {
            return gateway.get("/x");
        }
    }

    @Test
    void aTrustedServiceGetsTheRequest() throws Exception {
        trust();
        assertThat(request("localhost").body()).isEqualTo("ok");
    }

    @Test
    void aServiceWithoutATrustedCertificateGetsNoRequest() throws Exception {
        RawResponse response = request("localhost");
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body()).contains("upstream_failed");
    }

    @Test
    void aCertificateOfAnotherNameIsNotTheServices() throws Exception {
        trust();
        assertThat(request("127.0.0.1").status()).isEqualTo(502);
    }
}
