package dev.keystile.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a careful team writes by itself: the SHA-256 of the key in hexadecimal, a Caffeine cache, an attribute. */
final class CarefulFilter implements Filter {

    private static final String BEARER = "Bearer ";
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] BODY =
            "{\"error\":\"invalid_key\",\"message\":\"Unknown API key.\"}\n".getBytes(StandardCharsets.UTF_8);

    private final Cache<String, Optional<String>> customers =
            Caffeine.newBuilder().maximumSize(100_000).build();
    private final Set<String> store = new HashSet<>();

    CarefulFilter(List<String> keys) {
        keys.forEach(key -> store.add(hash(key)));
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            Optional<String> customer = customers.get(hash(authorization.substring(BEARER.length())), this::load);
            if (customer.isPresent()) {
                request.setAttribute("customer", customer.get());
                chain.doFilter(servletRequest, servletResponse);
                return;
            }
        }
        refuse((HttpServletResponse) servletResponse);
    }

    private Optional<String> load(String hash) {
        return store.contains(hash) ? Optional.of("customer_" + hash.substring(0, 8)) : Optional.empty();
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(401);
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }

    private static String hash(String key) {
        return HEX.formatHex(SampleKeys.sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    }
}
