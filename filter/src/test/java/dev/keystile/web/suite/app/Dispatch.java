package dev.keystile.web.suite.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
            default -> throw new ServletException(request.getServletPath());
        }
    }
}
