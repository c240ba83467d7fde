package dev.keystile.gateway;

import dev.keystile.config.ConfigSource;
import dev.keystile.internal.file.WatchedFile;
import dev.keystile.setting.ConfigException;
import dev.keystile.store.RepeatedTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the configuration file and applies changes. A configuration with an error is logged and not applied, and the
 * last one stays in force. A change is applied when two reads in a row are equal, since the first may have read a
 * half-written file.
 */
final class ConfigWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
    private static final int MAX_BYTES = 16 << 20;
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Path file;
    private final CurrentRuntime runtimes;
    private @Nullable RepeatedTask thread;
    private final WatchedFile watched;

    /** @param text the text of the file at the start of the current runtime */
    ConfigWatch(Path file, String text, CurrentRuntime runtimes) {
        this.file = file;
        this.runtimes = runtimes;
        watched = WatchedFile.of(file, MAX_BYTES);
        watched.use(WatchedFile.Content.of(text));
    }

    void start() {
        thread = RepeatedTask.start("config-watch", INTERVAL, this::look);
    }

    /** Reads the file once. */
    synchronized void look() {
        if (watched.look() instanceof WatchedFile.Look.Changed changed) {
            watched.use(changed.content());
            try {
                take(ConfigSource.of(file, changed.content()));
            } catch (ConfigException e) {
                refuse(String.valueOf(e.getMessage()));
            }
        }
    }

    private void take(ConfigSource source) {
        try {
            GatewayConfig next = GatewayConfigReader.read(source);
            GatewayRuntime current = runtimes.get();
            refuseOtherAddress(GatewaySettings.LISTEN.name(), current.config().listen(), next.listen());
            refuseOtherAddress(
                    GatewaySettings.EXTERNAL_AUTH_LISTEN.name(),
                    current.config().externalAuthListen(),
                    next.externalAuthListen());
            refuseOtherHeadSize(
                    current.config().client().maxHeadSize(), next.client().maxHeadSize());
            replace(current.reopen(next));
            LOG.info("{} has changed and is in force.", source.name());
        } catch (ConfigException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (Exception | Error e) {
            LOG.error("{} is not taken, the last configuration stays in force.", source.name(), e);
        }
    }

    private void replace(GatewayRuntime next) throws Exception {
        try {
            runtimes.replace(next);
        } catch (Exception | Error e) {
            next.close();
            throw e;
        }
    }

    private static void refuseOtherAddress(
            String setting, @Nullable ListenAddress current, @Nullable ListenAddress next) {
        if (!Objects.equals(current, next)) {
            String now = next == null ? "left out" : "'" + next + "'";
            String before = current == null ? "has no such listener" : "listens on '" + current + "'";
            throw new ConfigException(
                    null,
                    setting,
                    next == null ? null : next.toString(),
                    setting + " is " + now + " now, which needs a restart; the gateway " + before,
                    null);
        }
    }

    private static void refuseOtherHeadSize(int current, int next) {
        if (current != next) {
            String setting = GatewaySettings.MAX_HEAD_SIZE.name();
            throw new ConfigException(
                    null,
                    setting,
                    null,
                    setting + " is " + next + " bytes now, which needs a restart; the gateway takes " + current,
                    null);
        }
    }

    private void refuse(String why) {
        LOG.error("The changed configuration is not taken, the last one stays in force: {}", why);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        }
    }
}
