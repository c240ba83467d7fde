package dev.keystile.containers.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends a request on to the path in {@code to}. */
final class Dispatch extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String target = request.getParameter("to");
        switch (request.getServletPath()) {
            case "/forward" -> request.getRequestDispatcher(target).forward(request, response);
            case "/writer-forward" -> {
                response.getWriter().println("discarded");
                request.getRequestDispatcher(target).forward(request, response);
            }
            case "/include" -> {
                response.getWriter().println("before");
                request.getRequestDispatcher(target).include(request, response);
            }
            case "/async" -> {
                if (request.getParameter("bare") != null) {
                    request.startAsync().dispatch(target);
                } else {
                    request.startAsync(request, response).dispatch(target);
                }
            }
            case "/flushed-async" -> {
                response.getWriter().println("before");
                response.flushBuffer();
                request.startAsync().dispatch(target);
            }
            case "/again" -> again(request, response);
            case "/complete" -> complete(request, response);
            case "/unwrapped" -> unwrapped(request, response);
            default -> throw new ServletException(request.getServletPath());
        }
    }

    /** Responds in the second dispatch. */
    private static void again(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().println("AGAIN user=" + request.getRemoteUser());
        } else {
            request.startAsync().dispatch();
        }
    }

    /** Responds with what the container's own request tells, and with what the application has set in place of it. */
    private static void unwrapped(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        response.getWriter().println("UNWRAPPED " + identity(innermost));
        request.setAttribute("dev.keystile.account", "another");
        response.getWriter().println("REPLACED " + request.getAttribute("dev.keystile.account"));
        request.removeAttribute("dev.keystile.account");
        response.getWriter().println("REMOVED " + request.getAttribute("dev.keystile.account"));
    }

    private static String identity(ServletRequest request) {
        return "account=" + request.getAttribute("dev.keystile.account") + " environment="
                + request.getAttribute("dev.keystile.environment") + " identity="
                + (request.getAttribute("dev.keystile.identity") != null);
    }

    /** Responds from another thread, with what the filter handed down. */
    private static void complete(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            HttpServletRequest carried = (HttpServletRequest) async.getRequest();
            try {
                async.getResponse()
                        .getWriter()
                        .println("COMPLETED authorization=" + carried.getHeader("Authorization") + " "
                                + identity(carried));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            async.complete();
        });
    }
}
