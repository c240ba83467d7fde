package dev.keystile.containers.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says whose request failed. */
final class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String target = request.getParameter("error-to");
        if (target != null) {
            request.getRequestDispatcher(target).forward(request, response);
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("ERROR-PAGE user=" + request.getRemoteUser());
    }
}
