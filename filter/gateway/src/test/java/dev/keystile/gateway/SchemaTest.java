package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.gateway.internal.json.Json;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schemas are those of the declarations, and judge as the reader does; {@code -Dschema.update} writes them anew. */
class SchemaTest {

    private static final Path FOLDER = Path.of("src/main/resources/META-INF/keystile");
    private static final Schema KEYSTILE = schema(ConfigurationSchemas.keystile());
    private static final Schema GATEWAY = schema(ConfigurationSchemas.gateway());

    private static Schema schema(Map<String, Object> schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Json.text(schema), InputFormat.JSON);
    }

    @Test
    void theSchemasThatAreShippedAreThoseOfTheDeclarations() throws IOException {
        assertShipped("keystile.schema.json", ConfigurationSchemas.keystile());
        assertShipped("gateway.schema.json", ConfigurationSchemas.gateway());
    }

    private static void assertShipped(String name, Map<String, Object> schema) throws IOException {
        Path file = FOLDER.resolve(name);
        String text = Json.pretty(schema) + "\n";
        if (System.getProperty("schema.update") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("the schema; if settings are to change, run the test with -Dschema.update and commit the file")
                .hasContent(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "store:\ncache:\ncors:\nroutes:\npaths:\ncredentials:\ntrusted-proxies:",
                "store: {path: keys.yaml}",
                "store: {type: file, path: '${KEYS_FILE:keys.yaml}'}",
                "store: {type: memory}",
                "store: {type: jdbc, url: 'jdbc:h2:mem:a', username: sa, password: 123, maximum-pool-size: 4, record-use: false}",
                "store: {type: jdbc, jndi: 'java:comp/env/jdbc/keys', listen-url: none}",
                "cache: {fresh-for: 1m, stale-for: 0s, negative-for: 500ms, max-keys: 10, max-negative: 0}",
                "cache: {load-timeout: 3s, max-concurrent-loads: 2, max-waiting: 2}",
                "cache: {max-keys: '10', fresh-for: '${FRESH:30s}'}",
                "credentials: {basic: false, header: X-API-Key, realm: my api, hide: true}",
                "credentials: {realm: 123, basic: '${BASIC:true}'}",
                "credentials: {header: }",
                "browser-secret-keys: allow",
                "browser-secret-keys: reject",
                "cors: {allowed-origins: []}",
                "cors: {allowed-origins: [https://app.example.com, 'http://localhost:3000', 'http://[::1]:8080', app://x]}",
                "trusted-proxies: [127.0.0.1, 10.0.0.0/8, 'fd00::/8', '::1', '::ffff:10.0.0.1']",
                "problem-base-uri: https://docs.example.com/errors/",
                "problem-base-uri: 'urn:example:problem:'",
                "paths: {case: insensitive}",
                "assertion: {verify: {jwks: keys.json, issuer: i, audience: a}}",
                "routes: [{path: /, access: public}, {path: /**, access: denied}]",
                "routes: [{path: '/a/{id}/b', access: secret, methods: [GET, PROPFIND], scopes: ['a:read', '1']}]",
                "routes: [{path: /.well-known/x, access: optional}, {path: /a.b/.../c/**, access: publishable}]",
                "routes: [{path: /a b, access: public}]",
                "routes: [{path: '${BASE:/api}/x', access: '${ACCESS:secret}', methods: }]"
            })
    void whatTheReaderTakesIsRight(String yaml) {
        assertThat(reader(yaml, false)).as(yaml).isNull();
        assertThat(errors(KEYSTILE, yaml)).as(yaml).isEmpty();
        assertThat(reader(yaml, true)).as(yaml).isNull();
        assertThat(errors(GATEWAY, yaml)).as(yaml).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cahce: {}",
                "cache: {freshFor: 1s}",
                "cache: {fresh-for: 10}",
                "cache: {fresh-for: 0s}",
                "cache: {fresh-for: 00ms}",
                "cache: {stale-for: 1S}",
                "cache: {negative-for: -1s}",
                "cache: {negative-for: 1.5s}",
                "cache: {load-timeout: 0m}",
                "cache: {load-timeout: [1s]}",
                "cache: {max-keys: many}",
                "cache: {max-keys: 0}",
                "cache: {max-keys: 1000000000}",
                "cache: {max-keys: -1}",
                "cache: {max-keys: 1_000}",
                "cache: {max-negative: true}",
                "cache: {max-concurrent-loads: 1}",
                "cache: {max-waiting: 1}",
                "cache: 10s",
                "cache: []",
                "credentials: {basic: yes}",
                "credentials: {hide: 1}",
                "credentials: {header: 'X Key'}",
                "credentials: {header: 'X-Key:'}",
                "credentials: {realm: 'a\"b'}",
                "credentials: {realm: ' '}",
                "credentials: {headers: X}",
                "browser-secret-keys: no",
                "browser-secret-keys: true",
                "cors: {}",
                "cors: {allowed-origins: https://a}",
                "cors: {allowed-origins: ['*']}",
                "cors: {allowed-origins: ['https://App.example.com']}",
                "cors: {allowed-origins: ['https://a/']}",
                "cors: {allowed-origins: ['https://a:443']}",
                "cors: {allowed-origins: ['https://a:0']}",
                "cors: {allowed-origins: [~]}",
                "trusted-proxies: 10.0.0.0/8",
                "trusted-proxies: [localhost]",
                "trusted-proxies: [10.0.0.0/]",
                "trusted-proxies: [10.0.0.0/08]",
                "trusted-proxies: [1]",
                "problem-base-uri: /errors/",
                "problem-base-uri: https://docs.example.com/errors",
                "problem-base-uri: https://docs.ex\u00e4mple.com/errors/",
                "paths: {case: ignore}",
                "paths: insensitive",
                "store: {pth: a}",
                "store: {type: memory, path: a}",
                "store: {type: jdbc, path: a}",
                "store: {type: jdbc, url: 'postgresql://db/keys'}",
                "store: {type: jdbc, url: 'jdbc:h2:mem:a', maximum-pool-size: 0}",
                "store: {type: jdbc, url: 'jdbc:h2:mem:a', maximum-pool-size: 1000}",
                "store: {type: jdbc, url: 'jdbc:h2:mem:a', record-use: no}",
                "store: {type: jdbc, jndi: 'ldap://a'}",
                "store: {type: jdbc, jndi: 'java:a', listen-url: off}",
                "store: {path: [a]}",
                "store: keys.yaml",
                "routes: {path: /a}",
                "routes: [/a]",
                "routes: [{access: public}]",
                "routes: [{path: /a}]",
                "routes: [{path: , access: public}]",
                "routes: [{path: /a, access: }]",
                "routes: [{path: /a, access: Public}]",
                "routes: [{path: a, access: public}]",
                "routes: [{path: /a/, access: public}]",
                "routes: [{path: /a//b, access: public}]",
                "routes: [{path: /a/**/b, access: public}]",
                "routes: [{path: /a/*, access: public}]",
                "routes: [{path: '/{}', access: public}]",
                "routes: [{path: '/x{id}', access: public}]",
                "routes: [{path: /a/../b, access: public}]",
                "routes: [{path: /., access: public}]",
                "routes: [{path: '/a;b', access: public}]",
                "routes: [{path: /a, acess: public}]",
                "routes: [{path: /a, access: public, methods: GET}]",
                "routes: [{path: /a, access: public, methods: []}]",
                "routes: [{path: /a, access: public, methods: [get]}]",
                "routes: [{path: /a, access: secret, scopes: ['a b']}]",
                "routes: [{path: /a, access: secret, scopes: [~]}]",
                "assertion: {}",
                "assertion: {verify: {jwks: a, issuer: b}}",
                "assertion: {verify: {jwks: a, issuer: b, audience: c, lifetime: 1m}}",
                "assertion: {verfy: {}}"
            })
    void whatTheReaderRefusesIsWrong(String yaml) {
        assertThat(reader(yaml, false)).as(yaml).isNotNull();
        assertThat(errors(KEYSTILE, yaml)).as(yaml).isNotEmpty();
        assertThat(reader(yaml, true)).as(yaml).isNotNull();
        assertThat(errors(GATEWAY, yaml)).as(yaml).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen: '[::1]:0'",
                "listen: 0.0.0.0:8080",
                "upstreams: [{path: /api/**, url: 'https://u:8443/base/', strip-prefix: /api, timeout: 5m}]",
                "upstreams: [{path: '/{id}', url: [http://a, 'http://b:1'], max-request-size: 10MB, max-waiting: 0}]",
                "upstreams: [{path: /a, url: http://a, max-connections: 100, max-connections-per-client: 10}]",
                "client: {head-timeout: 5s, min-rate: 0B, grace: 1m}",
                "{external-auth: [{style: nginx}, {path: /envoy, style: envoy}], external-auth-listen: 'a:1'}",
                "{trusted-proxies: [10.0.0.1], trusted-fields: [x-real-ip, CF-*]}",
                "assertion: {issuer: i, audience: a}",
                "assertion: {issuer: i, audience: a, lifetime: 30s, keys: k.json}",
                "assertion: {issuer: i, audience: a, verify: {jwks: k, issuer: i, audience: a}}"
            })
    void whatTheGatewayTakesIsRight(String yaml) {
        assertThat(reader(yaml, true)).as(yaml).isNull();
        assertThat(errors(GATEWAY, yaml)).as(yaml).isEmpty();
        if (!yaml.startsWith("assertion")) {
            assertThat(errors(KEYSTILE, yaml)).as("in keystile.yaml: " + yaml).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen: 8080",
                "listen: [a]",
                "listne: a:1",
                "upstreams: {}",
                "upstreams: [x]",
                "upstreams: [{url: http://h}]",
                "upstreams: [{path: /a}]",
                "upstreams: [{path: x, url: http://h}]",
                "upstreams: [{path: /a, url: []}]",
                "upstreams: [{path: /a, url: [http://h, x]}]",
                "upstreams: [{path: /a, url: ftp://h}]",
                "upstreams: [{path: /a, url: http://u@h}]",
                "upstreams: [{path: /a, url: http://h, timeout: 30}]",
                "upstreams: [{path: /a, url: http://h, timeout: 0s}]",
                "upstreams: [{path: /a, url: http://h, max-request-size: 10}]",
                "upstreams: [{path: /a, url: http://h, max-request-size: 10mb}]",
                "upstreams: [{path: /a, url: http://h, max-connections: 0}]",
                "upstreams: [{path: /a, url: http://h, max-waiting: 1000000}]",
                "upstreams: [{path: /a, url: http://h, strip-prefix: a}]",
                "upstreams: [{path: /a, url: http://h, strip_prefix: /a}]",
                "client: {head-timeout: 0s}",
                "client: {min-rate: fast}",
                "client: 5s",
                "external-auth: [{path: /a}]",
                "external-auth: [{style: NGINX}]",
                "external-auth: [{path: /a/**, style: nginx}]",
                "external-auth: [{path: /, style: nginx}]",
                "external-auth-listen: 8082",
                "trusted-fields: X-Real-IP",
                "assertion: {issuer: i}",
                "assertion: {audience: a}",
                "assertion: {keys: k}",
                "assertion: {issuer: i, audience: a, lifetime: 1}",
                "assertion: {issuer: i, audience: a, verify: {}}"
            })
    void whatTheGatewayRefusesIsWrong(String yaml) {
        assertThat(reader(yaml, true)).as(yaml).isNotNull();
        assertThat(errors(GATEWAY, yaml)).as(yaml).isNotEmpty();
    }

    @Test
    void theGatewayFileThatIsShippedIsRight() throws IOException {
        String yaml = Files.readString(Path.of("src/main/dist/gateway.yaml"));
        assertThat(errors(GATEWAY, yaml)).isEmpty();
        assertThat(errors(KEYSTILE, yaml)).isNotEmpty();
    }

    @Test
    void eachSettingOfTheReaderIsInTheSchema() {
        assertThat(GATEWAY.getSchemaNode().toString()).isEqualTo(Json.text(ConfigurationSchemas.gateway()));
        for (String name : ConfigurationSchemas.root().and(GatewaySettings.ROOT).names()) {
            assertThat(isInSchema(ConfigurationSchemas.gateway(), name))
                    .as(name)
                    .isTrue();
        }
    }

    private static boolean isInSchema(Map<String, Object> schema, String dotted) {
        Object found = schema;
        for (String part : List.of(dotted.split("\\."))) {
            Map<?, ?> group = (Map<?, ?>) found;
            Map<?, ?> properties = (Map<?, ?>)
                    (group.get("items") instanceof Map<?, ?> item ? item.get("properties") : group.get("properties"));
            found = properties.get(part);
            if (found == null) {
                return false;
            }
        }
        return true;
    }

    /** What the reader says against a file; null if nothing. */
    private static String reader(String yaml, boolean gateway) {
        try {
            ConfigSource source = new ConfigSource("f.yaml", yaml, Path.of("/"));
            if (gateway) {
                GatewayConfigReader.read(source);
            } else {
                ConfigLoader.load(source, Map.of());
            }
            return null;
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }

    private static List<Error> errors(Schema schema, String yaml) {
        Object value =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        return schema.validate(value == null ? "{}" : Json.text(value), InputFormat.JSON);
    }
}
