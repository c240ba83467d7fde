package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimFieldsTest {

    @Test
    void noNameIsThereTwice() {
        Set<String> seen = new HashSet<>();
        ClaimFields.NAMES.forEach(name ->
                assertThat(seen.add(name.toLowerCase(Locale.ROOT))).as(name).isTrue());
    }

    @Test
    void everyNameIsRecognisedInEveryVariant() {
        for (String name : ClaimFields.NAMES) {
            String lower = name.toLowerCase(Locale.ROOT).replace("*", "anything");
            for (String variant : List.of(
                    lower,
                    lower.replace('-', '_'),
                    lower.replace('-', '.'),
                    lower.replaceFirst("-", "_"),
                    lower.replaceFirst("-", "."))) {
                assertThat(ClaimFields.contains(variant)).as(variant).isTrue();
            }
        }
    }

    /** Read by software that a service may stand on, and sent by no client that anybody needs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "akamai-client-ip",
                "auth-user",
                "cosign-user",
                "http-client-ip",
                "http-x-forwarded-for",
                "l5d-dst-override",
                "x-auth-roles",
                "x-real-client-ip",
                "x-source-ip",
                "x-sso-user"
            })
    void fieldsOfOneSoftwareAloneAreClaimFieldsToo(String name) {
        assertThat(ClaimFields.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "authorization",
                "cookie",
                "content-type",
                "depth",
                "destination",
                "forwarde",
                "host",
                "if",
                "if-match",
                "origin",
                "overwrite",
                "prefer",
                "proxy-authorization",
                "proxy-connection",
                "range",
                "referer",
                "sec-fetch-site",
                "te",
                "traceparent",
                "upgrade",
                "user-agent",
                "via",
                "x",
                "x-api-key",
                "x-auth-email",
                "x-auth-key",
                "x-auth-token",
                "x-auth-user",
                "x-b3-traceid",
                "x-client-info",
                "x-correlation-id",
                "x-forwardedfor",
                "x-hub-signature",
                "x-methods",
                "x-ms-version",
                "x-originals",
                "x-request-id",
                "x-requested-with",
                "x-ssl2",
                "x-user-id",
                "remote",
                "cf",
                "clients",
                "sslx",
                "zzz",
                "!"
            })
    void otherFieldsAreNone(String name) {
        assertThat(ClaimFields.contains(name)).isFalse();
    }

    @Test
    void theDefaultTrustedFieldsAreClaimFields() {
        assertThat(TrustedFields.DEFAULT.names()).allMatch(TrustedFields::isClaim);
    }

    /** With names that begin like another name, or like a family. */
    @Test
    void namesAndFamiliesAreDistinguished() {
        FieldNames names = FieldNames.of(List.of("A-*", "A-B", "a-b-c", "AB", "AB-D*", "B"));

        assertThat(List.of("a-", "a-b", "a-z-z", "ab", "ab-d", "ab-dz", "b")).allMatch(names::contains);
        assertThat(List.of("", "a", "aa", "ab-", "ab-c", "abc", "b-", "ba", "c"))
                .noneMatch(names::contains);
        assertThat(FieldNames.of(List.of()).contains("a")).isFalse();
    }
}
