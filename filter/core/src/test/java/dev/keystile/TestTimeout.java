package dev.keystile;

import java.time.Duration;

/** For how long tests wait for what happens as soon as the machine gets round to it. */
public final class TestTimeout {

    public static final Duration MAX = Duration.ofMinutes(3);
    public static final int SECONDS = (int) MAX.toSeconds();
    public static final int MILLIS = (int) MAX.toMillis();

    private TestTimeout() {}
}
