package dev.keystile.demo.dashboard;

import dev.keystile.demo.activity.ActivityLog.Minute;
import dev.keystile.demo.activity.OutcomeGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bars of an hour. Across, positions are shares of the width; upwards they are pixels.
 *
 * @param bars one a minute, the oldest first
 * @param ticks the lines across
 */
public record ActivityChart(List<Bar> bars, List<Tick> ticks) {

    private static final double TOP = 10;
    private static final double HEIGHT = 150;
    private static final double THINNEST = 2;
    private static final double GAP = 0.15;
    private static final long[] SCALE = {4, 10, 20, 40};

    /**
     * A minute.
     *
     * @param left where its place begins
     * @param width of its place
     * @param x where what is drawn begins
     * @param drawn the width of what is drawn
     * @param label what it says when pointed at
     */
    public record Bar(String left, String width, String x, String drawn, String label, List<Piece> pieces) {}

    /** A part of a bar. */
    public record Piece(String group, String y, String height) {}

    /** A line across, and the number that it stands for. */
    public record Tick(String y, long number) {}

    static ActivityChart of(List<Minute> hour) {
        long top = top(
                hour.stream().mapToLong(minute -> minute.counts().total()).max().orElse(0));
        double width = 100.0 / hour.size();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < hour.size(); i++) {
            Minute minute = hour.get(i);
            bars.add(new Bar(
                    percent(i * width),
                    percent(width),
                    percent((i + GAP) * width),
                    percent((1 - 2 * GAP) * width),
                    HourSummary.time(minute) + ": " + HourSummary.words(minute.counts()),
                    pieces(minute, top)));
        }
        return new ActivityChart(bars, List.of(tick(top, top), tick(top / 2, top), tick(0, top)));
    }

    /** The first round number that holds the most, and has a round half. */
    static long top(long most) {
        for (long factor = 1; ; factor *= 10) {
            for (long number : SCALE) {
                if (number * factor >= most) {
                    return number * factor;
                }
            }
        }
    }

    private static List<Piece> pieces(Minute minute, long top) {
        List<Piece> pieces = new ArrayList<>();
        double y = TOP + HEIGHT;
        for (OutcomeGroup group : OutcomeGroup.values()) {
            long count = minute.counts().of(group);
            if (count > 0) {
                double height = Math.max(THINNEST, HEIGHT * count / top);
                y -= height;
                pieces.add(new Piece(group.id(), number(y), number(height)));
            }
        }
        return pieces;
    }

    private static Tick tick(long number, long top) {
        return new Tick(number(TOP + HEIGHT - HEIGHT * number / top), number);
    }

    private static String percent(double share) {
        return number(share) + "%";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
