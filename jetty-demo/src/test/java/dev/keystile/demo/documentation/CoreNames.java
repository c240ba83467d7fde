package dev.keystile.demo.documentation;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminStore;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.async.Pending;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.config.Keystile;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.Decision;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyDigest;
import dev.keystile.request.RequestView;
import dev.keystile.route.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.slf4j.Logger;

/** What the examples in the Javadoc of core may use without a declaration. */
public abstract class CoreNames {

    protected RequestView request;
    protected HttpServletRequest servletRequest;
    protected String requestId;
    protected Authenticator authenticator;
    protected Keystile keystile;
    protected RouteTable routes;
    protected Executor eventLoop;
    protected Pending<Decision> pending;

    protected CachedKeyStore<Identity> keys;
    protected KeyDigest digest;
    protected DataSource dataSource;

    protected KeyAdmin admin;
    protected AccountAdmin accounts;
    protected AdminStore adminStore;
    protected Actor actor;
    protected String keyId;

    protected Path path;
    protected String name;
    protected String text;
    protected Logger log;

    /** Goes on with a request once a decision is there. */
    protected abstract void proceed(RequestView request, Decision decision);
}
