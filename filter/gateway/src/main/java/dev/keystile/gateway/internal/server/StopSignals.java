package dev.keystile.gateway.internal.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the server at SIGTERM or SIGINT, before the shutdown hooks of the process run. Those run all at the same time, and
 * the hook of the embedded database would close it while requests are still in flight.
 */
final class StopSignals {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final int SIGNALLED = 128;

    private final Runnable stop;
    private final AtomicInteger exitCode = new AtomicInteger();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /** Calls {@code stop} at the first signal, on a thread of its own. A second signal ends the process at once. */
    static StopSignals handle(Runnable stop) {
        StopSignals signals = new StopSignals(stop);
        for (String name : List.of("TERM", "INT")) {
            signals.register(name);
        }
        return signals;
    }

    /** The exit code for the process: 0, or 128 and the number of the signal, as shells report it. */
    int exitCode() {
        return exitCode.get();
    }

    /** Uses reflection, because the compiler warns about the class, and not every virtual machine has it. */
    private void register(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object received = signal.getConstructor(String.class).newInstance(name);
            int code = SIGNALLED + (int) signal.getMethod("getNumber").invoke(received);
            InvocationHandler onSignal = (proxy, method, arguments) -> {
                if (method.getDeclaringClass() != handler) {
                    return method.invoke(this, arguments);
                }
                receive(code);
                return null;
            };
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            received,
                            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            LOG.debug("SIG{} is left to the shutdown hook: {}", name, String.valueOf(cause));
        }
    }

    private void receive(int code) {
        if (exitCode.compareAndSet(0, code)) {
            stop.run();
        } else {
            System.exit(code);
        }
    }
}
