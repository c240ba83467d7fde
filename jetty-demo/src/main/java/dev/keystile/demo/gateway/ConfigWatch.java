package dev.keystile.demo.gateway;

import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigSource;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a changed configuration whole, or says why it is not taken and leaves the last one in force. A change counts
 * once two looks in a row find the same, because a file may be caught half written.
 */
final class ConfigWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);
    private static final long INTERVAL_MILLIS = 500;

    private final Path file;
    private final CurrentSite sites;
    private final Thread thread = new Thread(this::watch, "config-watch");
    private String judged;
    private String seen;

    /** @param text what the file said when it was read for the current site */
    ConfigWatch(Path file, String text, CurrentSite sites) {
        this.file = file;
        this.sites = sites;
        judged = text;
        seen = text;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            log.debug("closed");
        }
    }

    /** One look at the file. */
    synchronized void look() {
        String found;
        ConfigSource source = null;
        try {
            source = ConfigSource.of(file);
            found = source.text();
        } catch (ConfigException e) {
            found = String.valueOf(e.getMessage());
        }
        boolean settled = found.equals(seen);
        seen = found;
        if (!settled || found.equals(judged)) {
            return;
        }
        judged = found;
        if (source == null) {
            refuse(found);
        } else {
            take(source);
        }
    }

    private void take(ConfigSource source) {
        try {
            GatewayConfig next = GatewayConfigReader.read(source);
            Site current = sites.get();
            refuseOtherAddress(current.config().listen(), next.listen());
            replace(current.reopen(next));
            log.info("{} has changed and is in force.", source.name());
        } catch (ConfigException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            log.error("{} is not taken, the last configuration stays in force.", source.name(), e);
        }
    }

    private void replace(Site next) throws Exception {
        try {
            sites.replace(next);
        } catch (Exception e) {
            next.close();
            throw e;
        }
    }

    private static void refuseOtherAddress(ListenAddress current, ListenAddress next) {
        if (!current.equals(next)) {
            throw new ConfigException(
                    "listen is '" + next + "' now, which needs a restart; the gateway listens on '" + current + "'");
        }
    }

    private void refuse(String why) {
        log.error("The changed configuration is not taken, the last one stays in force: {}", why);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
