package dev.keystile.demo.server;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyRequest;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.store.file.KeyFile;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one environment when they were just made.
 *
 * @param environment what they open
 * @param publishableKey the whole publishable key
 * @param secretKey the whole secret key
 */
public record FirstKeys(Environment environment, String publishableKey, String secretKey) {

    private static final Actor FIRST_START = new Actor("keystile-demo", "first start");

    /** Makes the environments {@code default} and {@code demo} and both keys of each, all at once. */
    public static List<FirstKeys> make(DemoDatabase database, SealedKeys sealed) throws AdminException {
        KeyGenerator generator = new KeyGenerator();
        KeyIssuer maker = new KeyIssuer(generator, InstantSource.system());
        List<Environment> environments = List.of(
                new Environment("default", "Default Project", generator.newId("project")),
                new Environment("demo", "Demo Project", generator.newId("project")));
        List<IssuedKey> issued = new ArrayList<>();
        List<FirstKeys> keys = new ArrayList<>();
        for (Environment environment : environments) {
            IssuedKey publishable = maker.make(request(environment, KeyType.PUBLISHABLE), environment);
            IssuedKey secret = maker.make(request(environment, KeyType.SECRET), environment);
            issued.addAll(List.of(publishable, secret));
            keys.add(new FirstKeys(environment, publishable.key(), secret.key()));
        }
        database.keys()
                .keyImport(FIRST_START)
                .run(
                        new KeyFile(
                                environments,
                                issued.stream().map(IssuedKey::record).toList()),
                        done -> {});
        issued.forEach(sealed::keep);
        return keys;
    }

    private static KeyRequest request(Environment environment, KeyType type) {
        return KeyRequest.of(type, environment.id(), "first");
    }

    /** The environment; never the keys. */
    @Override
    public String toString() {
        return "FirstKeys[" + environment + "]";
    }
}
