package dev.keystile.gateway.benchmark;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyRequest;
import dev.keystile.cli.Main;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.file.FileAdminStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the filter costs in front of a service, in the gateway and behind nginx, as throughput that wrk measures. */
final class GatewayCost {

    private static final int SECONDS = 3;
    /** Each as often as any other, and until the compiler has little left to do: it shares the processors. */
    private static final int WARM_UP_ROUNDS = 4;

    private static final int WARM_UP_SECONDS = 15;

    private static final String ASSERTION = "assertion: {issuer: 'https://gateway.example.com', audience: orders}";

    private GatewayCost() {}

    /** Prints a table; the argument is the folder of the ready proxy configurations. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("keystile-cost");
        String key = issueKey(folder.resolve("keys.yaml"));
        try (RunningProcess service = RunningProcess.java(folder, PlainServers.class.getName(), "service");
                RunningProcess plain =
                        RunningProcess.java(folder, PlainServers.class.getName(), "gateway", service.baseUri());
                RunningProcess telling =
                        RunningProcess.java(folder, PlainServers.class.getName(), "telling", service.baseUri());
                RunningProcess gateway = startGateway(folder, service.baseUri(), "");
                RunningProcess signing = startGateway(folder, service.baseUri(), ASSERTION);
                NginxProxy nginx = NginxProxy.start(
                        folder, Path.of(args[0]), URI.create(service.baseUri()), URI.create(signing.baseUri()))) {
            measure(comparisons(
                    key,
                    service.baseUri(),
                    List.of(plain.baseUri(), telling.baseUri(), gateway.baseUri(), signing.baseUri()),
                    nginx));
        }
    }

    private static List<Comparison> comparisons(String key, String service, List<String> gateways, NginxProxy nginx) {
        List<String> withKey = List.of("Authorization: Bearer " + key);
        List<String> asking = List.of(withKey.get(0), "X-Original-Method: GET", "X-Original-URI: /orders");
        Load withoutFilter = new Load("gateway without the filter", gateways.get(0) + "/orders", withKey);
        Load telling = new Load("the same, telling the service of an identity", gateways.get(1) + "/orders", withKey);
        Load withFilter = new Load("gateway with the filter", gateways.get(2) + "/orders", withKey);
        Load signing = new Load("gateway with the filter and assertions", gateways.get(3) + "/orders", withKey);
        return List.of(
                new Comparison(new Load("service, direct", service + "/orders", withKey), withoutFilter, 0),
                new Comparison(withoutFilter, withFilter, 0.97),
                new Comparison(telling, withFilter, 0),
                new Comparison(withoutFilter, signing, 0),
                new Comparison(
                        new Load("a static 200 of the same size", gateways.get(0) + "/static", withKey),
                        new Load("external auth, from the cache", gateways.get(3) + "/authz/nginx", asking),
                        0.9),
                new Comparison(
                        new Load("nginx without auth_request", nginx.openUrl() + "/orders", withKey),
                        new Load("nginx with auth_request", nginx.guardedUrl() + "/orders", withKey),
                        0));
    }

    private static void measure(List<Comparison> comparisons) throws IOException, InterruptedException {
        Set<Load> loads = new LinkedHashSet<>();
        for (Comparison comparison : comparisons) {
            loads.add(comparison.baseline());
            loads.add(comparison.measured());
        }
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Load load : loads) {
                load.measure(WARM_UP_SECONDS);
            }
        }
        System.out.println("| baseline | requests/s | measured | requests/s | ratio, median of 9 pairs | aim |");
        System.out.println("|---|---|---|---|---|---|");
        for (Comparison comparison : comparisons) {
            System.out.println(comparison.run(SECONDS));
        }
    }

    private static String issueKey(Path file) throws AdminException {
        FileAdminStore.create(file, List.of(Project.ofDefault("project_2", new Environment("demo", "Demo Project"))));
        return KeyAdmin.on(new FileAdminStore(file))
                .issue(new Actor("benchmark", "this machine"), KeyRequest.of(KeyType.SECRET, "demo", "benchmark"))
                .key();
    }

    private static RunningProcess startGateway(Path folder, String service, String more) throws IOException {
        Path config = Files.createTempFile(folder, "gateway", ".yaml");
        Files.writeString(config, """
                listen: 127.0.0.1:0
                upstreams:
                  - {path: /**, url: %s}
                external-auth:
                  - {path: /authz/nginx, style: nginx}
                trusted-proxies: [127.0.0.1/32]
                %s
                """.formatted(service, more));
        return RunningProcess.java(folder, Main.class.getName(), "gateway", "--config", config.toString());
    }
}
