package dev.keystile.spring.delegated;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.interfaces.RSAPublicKey;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that takes keys and JWTs on the same routes. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class PartnersService {

    @Bean
    RSAKey signingKey() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .build();
    }

    @Bean
    JwtDecoder decoder(RSAKey signingKey) throws Exception {
        return NimbusJwtDecoder.withPublicKey(signingKey.toRSAPublicKey()).build();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_partners:read"))
                .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                .build();
    }

    @GetMapping("/partners")
    String partners(Principal principal) {
        return principal.getClass().getSimpleName() + " " + principal.getName();
    }

    @PostMapping("/partners")
    String create(Principal principal) {
        return partners(principal);
    }
}
