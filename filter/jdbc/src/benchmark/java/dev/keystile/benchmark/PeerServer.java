package dev.keystile.benchmark;

import com.sun.management.OperatingSystemMXBean;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A Jetty with one of the peers, in a process of its own. Prints its port, and for each line that comes in the processor time
 * that the process has used, in nanoseconds; ends when no more lines come.
 */
final class PeerServer {

    /** How many keys are sent in turn. */
    static final int KEYS = 1_000;

    private PeerServer() {}

    /** Serves until standard input ends; the argument names the peer. */
    public static void main(String[] arguments) throws Exception {
        PrintStream output = System.out;
        // What is logged is written as ever, and goes nowhere.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        HttpConfiguration http = new HttpConfiguration();
        http.setHeaderCacheCaseSensitive(true);
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        Peer peer = Peer.valueOf(arguments[0]);
        if (peer != Peer.NONE) {
            FilterHolder holder = new FilterHolder(peer.filter(Peer.keys(KEYS)));
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        }
        context.addServlet(new Hello(), "/");
        server.setHandler(context);
        server.start();
        output.println(connector.getLocalPort());
        report(output);
        server.stop();
    }

    private static void report(PrintStream output) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (lines.readLine() != null) {
            output.println(system.getProcessCpuTime());
        }
    }

    private static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final byte[] BODY = "{\"id\":42}\n".getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        }
    }
}
