package dev.keystile.demo.documentation;

import dev.keystile.admin.Actor;
import dev.keystile.config.Keystile;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.store.ApiKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import javax.sql.DataSource;

/** What the examples of the READMEs and of the modules above core may use without a declaration. */
public abstract class ReadmeNames {

    // A servlet's.
    protected HttpServletRequest request;
    protected HttpServletResponse response;

    // An application's.
    protected ApiKeyStore store;
    protected DataSource dataSource;
    protected MeterRegistry registry;
    protected ApiKeyAuthFilter filter;
    protected Keystile keystile;

    // A command's.
    protected String[] args;
    protected Path folder;
    protected Actor actor;
    protected String keyId;
}
