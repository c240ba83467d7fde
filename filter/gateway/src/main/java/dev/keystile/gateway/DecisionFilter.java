package dev.keystile.gateway;

import dev.keystile.config.Keystile;
import dev.keystile.decision.Decision;
import dev.keystile.gateway.internal.log.RequestDecision;
import dev.keystile.servlet.DecisionWriter;
import dev.keystile.servlet.ServletRequestView;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The filter in front of a service: decides about each request before any part of it is sent to the service. */
final class DecisionFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Keystile keystile;

    DecisionFilter(Keystile keystile) {
        this.keystile = keystile;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Decision decision = keystile.decide(new ServletRequestView(request)).await();
        RequestDecision.set(request, decision);
        if (decision.passes()) {
            DecisionWriter.writeFields(decision, response);
            chain.doFilter(request, response);
        } else {
            DecisionWriter.writeResponse(decision, request.getMethod(), response);
        }
    }
}
