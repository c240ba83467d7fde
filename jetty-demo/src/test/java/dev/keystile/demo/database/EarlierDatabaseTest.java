package dev.keystile.demo.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.project.ProjectContent;
import dev.keystile.key.Account;
import dev.keystile.key.Project;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierDatabaseTest {

    private static final List<String> TABLES =
            List.of("demo_organization", "demo_connection", "demo_redirect_uri", "demo_sso_code");

    @TempDir
    private Path folder;

    private static List<String> rows(DemoDatabase database, String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void everythingInAnEarlierDatabaseBelongsToTheAccountDefault() throws Exception {
        DatabaseAddress address = DatabaseAddress.inFolder(folder);
        EarlierDatabase.make(address);

        try (DemoDatabase database = DemoDatabase.openAndMigrate(address)) {
            assertThat(database.keys().admin().projects(Account.DEFAULT_ID))
                    .extracting(Project::id)
                    .containsExactlyInAnyOrder("project_default", "project_demo");
            assertThat(rows(database, "SELECT id || ' ' || project_id FROM demo_organization"))
                    .containsExactlyInAnyOrder("org_default project_default", "org_demo project_demo");
            assertThat(rows(database, "SELECT organization_id || ' ' || domain FROM demo_organization_domain"))
                    .containsExactlyInAnyOrder("org_default acme.example", "org_demo acme.example");
            assertThat(rows(database, "SELECT uri || ' ' || project_id FROM demo_redirect_uri"))
                    .containsExactlyInAnyOrder(
                            "https://default.example/callback project_default",
                            "https://demo.example/callback project_demo");
            assertThat(rows(database, "SELECT project_id FROM demo_sso_code")).containsExactly("project_demo");
            assertThat(rows(database, "SELECT token_sha256 FROM demo_login_link WHERE account_id IS NULL"))
                    .hasSize(1);
        }
    }

    @Test
    void aProjectThatHadContentGetsNoOther() throws Exception {
        DatabaseAddress address = DatabaseAddress.inFolder(folder);
        EarlierDatabase.make(address);

        try (DemoDatabase database = DemoDatabase.openAndMigrate(address)) {
            new ProjectContent(database.jdbi(), InstantSource.system()).prepare("project_demo");

            assertThat(rows(database, "SELECT id FROM demo_connection WHERE project_id = 'project_demo'"))
                    .containsExactly("conn_demo");
        }
    }

    @Test
    void noTableKnowsEnvironmentsAnyMore() throws Exception {
        try (DemoDatabase database = DemoDatabase.openAndMigrate(DatabaseAddress.inFolder(folder))) {
            Stream<String> columns = rows(
                    database,
                    "SELECT LOWER(table_name) || ' ' || LOWER(column_name) FROM information_schema.columns"
                            + " WHERE LOWER(table_name) LIKE 'demo_%'")
                    .stream();
            assertThat(columns)
                    .noneMatch(column -> column.endsWith("environment_id"))
                    .containsAll(
                            TABLES.stream().map(table -> table + " project_id").toList());
        }
    }
}
