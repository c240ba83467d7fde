package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.workos.WorkOS;
import com.workos.common.exceptions.BadRequestException;
import com.workos.common.exceptions.NotFoundException;
import com.workos.common.exceptions.UnauthorizedException;
import com.workos.common.exceptions.UnprocessableEntityException;
import com.workos.common.http.Page;
import com.workos.common.http.RequestOptions;
import com.workos.models.Connection;
import com.workos.models.Organization;
import com.workos.models.OrganizationDomainData;
import com.workos.models.Profile;
import com.workos.models.SSOTokenResponse;
import com.workos.sso.SSOAuthUrlsKt;
import com.workos.sso.SSOAuthorizationUrlOptions;
import com.workos.sso.SSOPKCEAuthorizationUrlResult;
import com.workos.types.ConnectionState;
import com.workos.types.ConnectionType;
import com.workos.types.OrganizationDomainDataState;
import com.workos.types.OrganizationDomainState;
import com.workos.types.PaginationOrder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified client library of the API whose wire format the demo speaks. */
class WorkosClientIT {

    private static RunningDemo demo;
    private static WorkOS workos;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder);
        workos = client(demo.demoKeys().secretKey());
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static WorkOS client(String key) {
        return WorkOS.builder()
                .apiKey(key)
                .clientId(demo.demoKeys().project().id())
                .apiBaseUrl(demo.uri("").toString())
                .build();
    }

    private static SSOAuthorizationUrlOptions options(String provider) {
        return new SSOAuthorizationUrlOptions(
                SsoClient.REDIRECT_URI, demo.demoKeys().project().id(), null, null, null, provider, "a state");
    }

    private static String code(String url, String state) throws Exception {
        URI location = URI.create(demo.client()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow());
        Map<String, String> parameters = SsoClient.parameters(location);
        assertThat(parameters).containsEntry("state", state).containsKey("code");
        return parameters.get("code");
    }

    @Test
    void itSignsAUserIn() throws Exception {
        String url = SSOAuthUrlsKt.getAuthorizationUrl(workos.getSso(), options("GoogleOAuth"));
        SSOTokenResponse token = workos.getSso().getProfileAndToken(code(url, "a state"));
        assertThat(token.getTokenType()).isEqualTo("Bearer");
        assertThat(token.getExpiresIn()).isEqualTo(600);
        Profile profile = token.getProfile();
        assertThat(profile.getId()).startsWith("prof_");
        assertThat(profile.getConnectionType()).isEqualTo(ConnectionType.GoogleOAuth);
        assertThat(profile.getEmail()).isEqualTo("demo.user.one@example.com");
        assertThat(profile.getRawAttributes()).isEmpty();

        Profile read = workos.getSso()
                .getProfile(
                        RequestOptions.builder().apiKey(token.getAccessToken()).build());
        assertThat(read).isEqualTo(profile);
        assertThatThrownBy(() -> workos.getSso().getProfile()).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> workos.getSso().getProfileAndToken("unknown"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("The code is unknown");
    }

    @Test
    void itSignsAUserInWithAProof() throws Exception {
        SSOPKCEAuthorizationUrlResult start =
                SSOAuthUrlsKt.getAuthorizationUrlWithPKCE(workos.getSso(), options("GitHubOAuth"));
        SSOTokenResponse token = SSOAuthUrlsKt.getProfileAndTokenWithPKCE(
                workos.getSso(), code(start.getUrl(), start.getState()), start.getCodeVerifier());
        assertThat(token.getProfile().getConnectionType()).isEqualTo(ConnectionType.GitHubOAuth);
    }

    @Test
    void itReadsConnections() {
        Page<Connection> page = workos.getSso().listConnections(null, null, 2);
        assertThat(page.data).hasSize(2);
        assertThat(page.hasNextPage()).isTrue();
        Connection connection = page.data.get(0);
        assertThat(connection.getState()).isEqualTo(ConnectionState.Active);
        assertThat(workos.getSso().getConnection(connection.getId())).isEqualTo(connection);
    }

    @Test
    void itMakesChangesAndDeletesAnOrganization() {
        Organization made = workos.getOrganizations()
                .create(
                        "First",
                        true,
                        null,
                        List.of(new OrganizationDomainData("first.example.com", OrganizationDomainDataState.Pending)),
                        Map.of("plan", "free"),
                        "external-1");
        assertThat(made.getDomains()).singleElement().satisfies(domain -> {
            assertThat(domain.getDomain()).isEqualTo("first.example.com");
            assertThat(domain.getState()).isEqualTo(OrganizationDomainState.Pending);
        });
        assertThat(made.getExternalId()).isEqualTo("external-1");
        assertThat(made.getMetadata()).isEqualTo(Map.of("plan", "free"));
        assertThat(workos.getOrganizations().get(made.getId())).isEqualTo(made);

        Organization renamed = workos.getOrganizations().update(made.getId(), "Second");
        assertThat(renamed.getName()).isEqualTo("Second");
        assertThat(renamed.getDomains()).isEqualTo(made.getDomains());
        assertThat(renamed.getMetadata()).isEqualTo(made.getMetadata());
        assertThat(renamed.getExternalId()).isEqualTo("external-1");

        workos.getOrganizations().delete(made.getId());
        assertThatThrownBy(() -> workos.getOrganizations().get(made.getId())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void itGoesThroughTheListOfOneEnvironment() {
        WorkOS other = client(demo.defaultKeys().secretKey());
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(other.getOrganizations().create("o" + i).getId());
        }
        Page<Organization> page = other.getOrganizations().list(null, null, 3, PaginationOrder.Asc);
        List<String> listed = new ArrayList<>();
        page.autoPagingIterable().forEach(organization -> listed.add(organization.getId()));
        assertThat(listed).isEqualTo(made);
        assertThat(workos.getOrganizations().list(null, null, 100).data)
                .extracting(Organization::getId)
                .doesNotContainAnyElementsOf(made);
        assertThatThrownBy(() -> workos.getOrganizations().get(made.get(0))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void itUnderstandsRefusals() {
        assertThatThrownBy(() -> workos.getOrganizations().create(" "))
                .isInstanceOf(UnprocessableEntityException.class);
        assertThatThrownBy(() -> client("sk_demo_unknown").getOrganizations().list())
                .isInstanceOf(UnauthorizedException.class);
    }
}
