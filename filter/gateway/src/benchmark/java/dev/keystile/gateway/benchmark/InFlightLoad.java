package dev.keystile.gateway.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kind of request, and how many of them get a response in a second. */
record Load(String name, String url, List<String> headers) {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final int CONNECTIONS = 32;

    /** Requests per second, measured by wrk over one thread and 32 connections. */
    double measure(int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.add(url);
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(report);
        if (wrk.waitFor() != 0 || !rate.find() || report.contains("Non-2xx")) {
            throw new IllegalStateException(name + " does not get the right response:\n" + report);
        }
        return Double.parseDouble(rate.group(1));
    }
}
