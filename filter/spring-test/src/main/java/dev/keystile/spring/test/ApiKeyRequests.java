package dev.keystile.spring.test;

/** The beginning of requests with a key, to be imported statically. */
public final class ApiKeyRequests {

    private ApiKeyRequests() {}

    /**
     * Sends a secret key of the account {@code default} in the environment {@code default}, with all scopes, unless the
     * methods of the result say otherwise. Needs {@link EnableTestKeys}.
     *
     * <pre>{@code
     * mvc.perform(get("/orders").with(apiKey().secret().account("cus_42").environment("demo").scopes("orders:read")))
     *         .andExpect(status().isOk());
     * }</pre>
     */
    public static ApiKeyRequestPostProcessor apiKey() {
        return ApiKeyRequestPostProcessor.DEFAULT;
    }
}
