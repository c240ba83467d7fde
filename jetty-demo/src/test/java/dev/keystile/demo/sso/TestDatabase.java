package dev.keystile.demo.sso;

import dev.keystile.admin.Actor;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.key.Environment;
import java.util.UUID;

/** A database in memory with the environments {@code demo} and {@code other}, whose projects have the same ids. */
final class TestDatabase {

    static final Actor ACTOR = new Actor("test", "test");

    private TestDatabase() {}

    static DemoDatabase open() throws Exception {
        DemoDatabase database = DemoDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", null));
        for (String id : new String[] {"demo", "other"}) {
            database.keys().admin().createEnvironment(ACTOR, new Environment(id, "Project " + id));
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO keystile_project (id, account_id, environment_id) VALUES (?, 'default', ?)",
                            id,
                            id));
        }
        return database;
    }
}
