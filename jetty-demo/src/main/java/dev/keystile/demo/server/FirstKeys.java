package dev.keystile.demo.server;

import dev.keystile.admin.AccountEdit;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyRequest;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.key.Account;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.file.KeyFile;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one project of the first account when they were just made.
 *
 * @param project what they open
 * @param publishableKey the whole publishable key
 * @param secretKey the whole secret key
 */
public record FirstKeys(Project project, String publishableKey, String secretKey) {

    private static final String ACCOUNT_NAME = "First account";
    private static final Actor FIRST_START = new Actor("keystile-demo", "first start");

    /**
     * Makes the first account with the environments {@code default} and {@code demo} and both keys of each, all at once. The
     * tables have an account already, whose id commands need not be told while there is no other; only its name is set.
     */
    public static List<FirstKeys> make(DemoDatabase database, SealedKeys sealed) throws AdminException {
        database.keys()
                .accounts()
                .edit(FIRST_START, Account.DEFAULT_ID, AccountEdit.none().name(ACCOUNT_NAME));
        KeyGenerator generator = new KeyGenerator();
        KeyIssuer maker = new KeyIssuer(generator, InstantSource.system());
        List<Project> projects = List.of(
                Project.ofDefault(generator.newId("project"), new Environment("default", "Default Project")),
                Project.ofDefault(generator.newId("project"), new Environment("demo", "Demo Project")));
        List<IssuedKey> issued = new ArrayList<>();
        List<FirstKeys> keys = new ArrayList<>();
        for (Project project : projects) {
            IssuedKey publishable = maker.make(request(project, KeyType.PUBLISHABLE), project);
            IssuedKey secret = maker.make(request(project, KeyType.SECRET), project);
            issued.addAll(List.of(publishable, secret));
            keys.add(new FirstKeys(project, publishable.key(), secret.key()));
        }
        database.keys()
                .keyImport(FIRST_START)
                .run(
                        KeyFile.ofDefaultAccount(
                                projects, issued.stream().map(IssuedKey::record).toList()),
                        done -> {});
        issued.forEach(sealed::keep);
        return keys;
    }

    private static KeyRequest request(Project project, KeyType type) {
        return KeyRequest.of(type, project.environment().id(), "first");
    }

    /** The environment that the keys open. */
    public Environment environment() {
        return project.environment();
    }

    /** The environment; never the keys. */
    @Override
    public String toString() {
        return "FirstKeys[" + environment() + "]";
    }
}
