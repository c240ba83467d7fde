package dev.keystile.spring.test;

import static dev.keystile.spring.test.ApiKeyRequests.apiKey;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        properties = {
            "keystile.cache.load-timeout=60s",
            "keystile.routes[0].path=/orders",
            "keystile.routes[0].access=secret",
            "keystile.routes[0].scopes=orders:read"
        })
@AutoConfigureMockMvc
@EnableTestKeys
class ApiKeyRequestsTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestKeys keys;

    @Test
    void aRequestHasTheKeyThatTheTestDescribes() throws Exception {
        mvc.perform(get("/orders")
                        .with(apiKey().secret()
                                .account("cus_42")
                                .environment("demo")
                                .scopes("orders:read")))
                .andExpect(status().isOk())
                .andExpect(content().string("cus_42 in demo as ApiKeyAuthentication"));
    }

    @Test
    void theFilterDecides() throws Exception {
        mvc.perform(get("/orders")).andExpect(status().isUnauthorized());
        mvc.perform(get("/orders").with(apiKey().scopes("orders:write")))
                .andExpect(status().isForbidden())
                .andExpect(header().string("X-Keystile-Error", "insufficient_scope"));
        mvc.perform(get("/orders").with(apiKey().publishable()))
                .andExpect(header().string("X-Keystile-Error", "secret_key_required"));
    }

    @Test
    void theStoreIsFilledInALine() throws Exception {
        String key = keys.secret("cus_7", "demo", "orders:read");

        mvc.perform(get("/orders").header("Authorization", "Bearer " + key)).andExpect(status().isOk());
    }

    @Test
    void withoutTestKeysTheTestIsToldWhatIsMissing() {
        assertThatThrownBy(() -> apiKey().postProcessRequest(new MockHttpServletRequest()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("apiKey() finds no TestKeys; put @EnableTestKeys on the test class");
    }
}
