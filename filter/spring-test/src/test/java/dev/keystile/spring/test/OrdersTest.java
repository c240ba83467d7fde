package dev.keystile.spring.test;

import static dev.keystile.spring.test.ApiKeyRequests.apiKey;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
@EnableTestKeys
class OrdersTest {

    @Autowired
    private MockMvc mvc;

    @Test
    void aReaderReads() throws Exception {
        mvc.perform(get("/orders")
                        .with(apiKey().secret()
                                .account("cus_42")
                                .environment("demo")
                                .scopes("orders:read")))
                .andExpect(status().isOk());
    }
}
