package dev.keystile.gateway.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Two loads in turns, so that whatever else the machine does hits both.
 *
 * @param aim the least ratio of the second to the first that is aimed at; 0 for none
 */
record Comparison(Load baseline, Load measured, double aim) {

    private static final int PAIRS = 9;

    /** One line: both rates, the median of the pairs' ratios, and their spread. */
    String run(int seconds) throws IOException, InterruptedException {
        List<Double> baselines = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double first = pair % 2 == 0 ? baseline.measure(seconds) : measured.measure(seconds);
            double second = pair % 2 == 0 ? measured.measure(seconds) : baseline.measure(seconds);
            baselines.add(pair % 2 == 0 ? first : second);
            rates.add(pair % 2 == 0 ? second : first);
            ratios.add(rates.get(pair) / baselines.get(pair));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %,.0f | %.3f (%.3f to %.3f) | %s |",
                baseline.name(),
                median(baselines),
                measured.name(),
                median(rates),
                median(ratios),
                Collections.min(ratios),
                Collections.max(ratios),
                aim == 0 ? "" : String.format(Locale.ROOT, "%.2f", aim));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
