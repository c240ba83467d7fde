package dev.keystile.spring.service;

import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What a service does that a filter in front of it could get wrong. */
@Controller
class TrialController {

    @GetMapping("/health")
    @ResponseBody
    String health(HttpServletRequest request) {
        return "up for "
                + ApiKeyAuthFilter.identity(request).map(Object::toString).orElse("nobody");
    }

    @GetMapping("/project")
    @ResponseBody
    String project(HttpServletRequest request, Principal principal) {
        return request.getAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE) + " " + principal.getName() + " "
                + request.isUserInRole("publishable");
    }

    @GetMapping("/headers")
    @ResponseBody
    List<String> headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name + ": " + request.getHeader(name))
                .toList();
    }

    @GetMapping("/health/forward")
    String forward() {
        return "forward:/organizations";
    }

    @GetMapping({"/broken", "/health/broken"})
    @ResponseBody
    String broken() {
        throw new IllegalStateException("broken on purpose");
    }
}
