package dev.keystile.cli;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.RejectedRowException;
import dev.keystile.admin.ImportedKeys;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyAdoption;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.KeyDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Keys from a CSV file, known by their digests: {@code account,environment,type,name,sha256}. */
final class KeyCsvImport {

    private static final List<String> COLUMNS = List.of("account", "environment", "type", "name", "sha256");

    private final CommandContext context;
    private final CsvFile csv;
    private final List<KeyAdoption> keys;

    private KeyCsvImport(CommandContext context, CsvFile csv, List<KeyAdoption> keys) {
        this.context = context;
        this.csv = csv;
        this.keys = keys;
    }

    static KeyCsvImport read(InputFile file, CommandContext context) throws CommandException {
        CsvFile csv = CsvFile.read(file, context, COLUMNS, List.of(), column -> false);
        List<KeyAdoption> keys = new ArrayList<>();
        for (CsvRow row : csv.rows()) {
            keys.add(key(csv, row));
        }
        return new KeyCsvImport(context, csv, keys);
    }

    int size() {
        return keys.size();
    }

    /** Adds all keys or none. */
    ImportedKeys run(KeyAdmin admin, boolean createAccounts, IntConsumer progress)
            throws AdminException, CommandException {
        try {
            return admin.importAll(context.actor(), keys, createAccounts, progress);
        } catch (RejectedRowException e) {
            throw csv.error(csv.rows().get(e.row()), String.valueOf(e.getMessage()));
        }
    }

    private static KeyAdoption key(CsvFile csv, CsvRow row) throws CommandException {
        try {
            KeyRequest request = KeyRequest.of(
                            KeyRequest.type(row.get("type")), row.get("environment"), row.get("name"))
                    .account(row.get("account").isEmpty() ? null : row.get("account"));
            return new KeyAdoption(request, KeyDigest.ofHex(row.get("sha256")), null);
        } catch (InvalidException e) {
            throw csv.error(row, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw csv.error(row, "sha256 must be the 64 hexadecimal digits of the key's SHA-256");
        }
    }
}
