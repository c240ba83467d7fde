package dev.keystile.demo.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Loads the key that signs access tokens, on the curve P-256. The key is generated once and kept beside the embedded
 * database, in a file that only its owner can read, or inside another database.
 */
final class SigningKey {

    private static final String FILE = "sso-signing-key.json";
    private static final String NAME = "sso";

    private SigningKey() {}

    /**
     * The key of a database, which is generated if there is none.
     *
     * @throws IOException if the key cannot be read or written
     */
    static ECKey of(DemoDatabase database) throws IOException {
        Path folder = database.keys().address().folder();
        String jwk = folder == null ? inDatabase(database.jdbi()) : inFile(folder.resolve(FILE));
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IOException("the signing key of " + database.keys().address() + " is damaged; remove it", e);
        }
    }

    private static String inFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            // Does nothing if another process has just made the file; then that key is used.
            AtomicFile.create(file, generate() + '\n');
        }
        return Files.readString(file);
    }

    private static String inDatabase(Jdbi jdbi) {
        return find(jdbi).orElseGet(() -> {
            try {
                jdbi.useHandle(handle ->
                        handle.execute("INSERT INTO demo_signing_key (name, jwk) VALUES (?, ?)", NAME, generate()));
            } catch (UnableToExecuteStatementException e) {
                return find(jdbi).orElseThrow(() -> e);
            }
            return find(jdbi).orElseThrow();
        });
    }

    private static Optional<String> find(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT jwk FROM demo_signing_key WHERE name = :name")
                .bind("name", NAME)
                .mapTo(String.class)
                .findOne());
    }

    private static String generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }
}
