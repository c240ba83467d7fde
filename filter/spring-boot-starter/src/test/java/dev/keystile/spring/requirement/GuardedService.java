package dev.keystile.spring.requirement;

import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.spring.RequiresScope;
import dev.keystile.spring.RequiresSecretKey;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Controllers with requirements on classes, interfaces and proxies, and a mapping that the application has added. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import({GuardedService.Reports.class, GuardedService.Invoices.class, GuardedService.Visitors.class})
class GuardedService {

    /** A proxy, since Spring Security looks at its methods. */
    @RestController
    @RequiresScope("reports:read")
    static class Reports {

        @PreAuthorize("isAuthenticated()")
        @GetMapping("/reports")
        String list() {
            return "reports";
        }

        @RequiresScope("reports:audit")
        @GetMapping("/reports/audit")
        String audit() {
            return "audit";
        }
    }

    interface InvoicesApi {

        @RequiresSecretKey
        @GetMapping("/invoices")
        String list();
    }

    @RestController
    static class Invoices implements InvoicesApi {

        @Override
        public String list() {
            return "invoices";
        }
    }

    /** As the annotations of many libraries. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Nullable {}

    @RestController
    static class Visitors {

        @GetMapping("/visitors")
        String visitor(@Nullable Account account, @Nullable Environment environment) {
            return account + " in " + environment;
        }
    }

    @Bean
    RequestMappingHandlerMapping ownMapping() {
        RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
        mapping.setPathPrefixes(Map.of("/own", type -> true));
        mapping.setOrder(1);
        return mapping;
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
