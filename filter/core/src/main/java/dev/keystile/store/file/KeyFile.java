package dev.keystile.store.file;

import dev.keystile.internal.file.FileFailure;
import dev.keystile.internal.file.RegularFile;
import dev.keystile.internal.file.WatchedFile;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import dev.keystile.store.KeyStoreException;
import dev.keystile.yaml.YamlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a key file: environments, accounts and keys, each in the order of their creation. Immutable.
 *
 * @param namesAccounts whether the file has the long form, which lists accounts; a file of the short form has the account
 *     {@code default}, which is not written
 * @param environments the environments
 * @param accounts the accounts; no two have the same id
 * @param projects the projects of all accounts, one for each environment
 * @param keys the keys; no two have the same id or digest
 */
public record KeyFile(
        boolean namesAccounts,
        List<Environment> environments,
        List<AccountRecord> accounts,
        List<Project> projects,
        List<ApiKey> keys) {

    private static final int MAX_MEBIBYTES = 256;

    /** Copies the lists. */
    public KeyFile {
        environments = List.copyOf(environments);
        accounts = List.copyOf(accounts);
        projects = List.copyOf(projects);
        keys = List.copyOf(keys);
    }

    /**
     * The content of a file of the short form.
     *
     * @param projects the projects of the account {@code default}, one for each environment
     */
    public static KeyFile ofDefaultAccount(List<Project> projects, List<ApiKey> keys) {
        return new KeyFile(
                false,
                projects.stream().map(Project::environment).toList(),
                List.of(AccountRecord.DEFAULT),
                projects,
                keys);
    }

    /**
     * Reads the text of a key file.
     *
     * @param name the name of the file for messages
     * @throws KeyStoreException if something in it is unknown or wrong; the message names the line and what would be right
     */
    public static KeyFile parse(String text, String name) throws KeyStoreException {
        try {
            return KeyFileReader.read(text, name);
        } catch (YamlException e) {
            throw new KeyStoreException(e.getMessage());
        }
    }

    /**
     * Reads the content of a key file.
     *
     * @param name the name of the file for messages
     * @throws KeyStoreException if the content is not UTF-8, or something in it is unknown or wrong
     */
    public static KeyFile parse(byte[] content, String name) throws KeyStoreException {
        return parse(ByteBuffer.wrap(content), name);
    }

    private static KeyFile parse(ByteBuffer content, String name) throws KeyStoreException {
        try {
            return parse(StandardCharsets.UTF_8.newDecoder().decode(content).toString(), name);
        } catch (CharacterCodingException e) {
            throw new KeyStoreException(name + " is not UTF-8", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws KeyStoreException if the file cannot be read, or something in it is unknown or wrong
     */
    public static KeyFile read(Path path) throws KeyStoreException {
        return of(watch(path).read(), path);
    }

    /** A watch on a key file. */
    static WatchedFile watch(Path path) {
        return WatchedFile.of(path, MAX_MEBIBYTES << 20);
    }

    /** The content that a watch has read. */
    static KeyFile of(WatchedFile.Content content, Path path) throws KeyStoreException {
        try {
            return parse(content.bytes(), String.valueOf(path.getFileName()));
        } catch (NoSuchFileException e) {
            throw new UnreadableKeyFileException("there is no key file " + path.toAbsolutePath());
        } catch (RegularFile.NotRegularException e) {
            throw new UnreadableKeyFileException("the key file " + e.getMessage());
        } catch (IOException e) {
            throw new UnreadableKeyFileException(
                    "cannot read the key file " + path.toAbsolutePath() + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof RegularFile.TooLargeException
                ? "it is larger than " + MAX_MEBIBYTES + " MiB; keep so many keys in SQL"
                : FileFailure.reason(e);
    }

    /** The text of the file, without the comments of an earlier file. Reading it gives this content. */
    public String render() {
        return KeyFileWriter.write(this);
    }

    /** The account with this id. */
    public Optional<AccountRecord> account(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** The project of an account in an environment, both of this file. */
    Project project(AccountRecord account, Environment environment) {
        return projects.stream()
                .filter(project -> project.account().equals(account)
                        && project.environment().equals(environment))
                .findFirst()
                .orElseGet(() -> Project.derived(account, environment));
    }

    /** The key with this id. */
    public Optional<ApiKey> key(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** This content with an additional environment, in which each account has a project. */
    public KeyFile with(Environment environment) {
        List<Environment> more = new ArrayList<>(environments);
        more.add(environment);
        List<Project> all = new ArrayList<>();
        for (AccountRecord account : accounts) {
            projects.stream()
                    .filter(project -> project.account().equals(account))
                    .forEach(all::add);
            all.add(Project.derived(account, environment));
        }
        return new KeyFile(namesAccounts, more, accounts, all, keys);
    }

    /** This content with a key, which replaces the key with the same id. */
    public KeyFile with(ApiKey key) {
        Map<String, ApiKey> byId = new LinkedHashMap<>();
        keys.forEach(known -> byId.put(known.id(), known));
        byId.put(key.id(), key);
        return with(List.copyOf(byId.values()));
    }

    /** This content with further accounts and their projects, in the long form. */
    KeyFile withAccounts(List<AccountRecord> more, List<Project> theirProjects) {
        return new KeyFile(true, environments, joined(accounts, more), joined(projects, theirProjects), keys);
    }

    /** This content with an account in place of the one with the same id, in the long form. */
    KeyFile with(AccountRecord account) {
        Map<Project, Project> replaced = new HashMap<>();
        for (Project project : projects) {
            boolean isOfAccount = project.account().id().equals(account.id());
            replaced.put(project, isOfAccount ? new Project(project.id(), account, project.environment()) : project);
        }
        return new KeyFile(
                true,
                environments,
                accounts.stream()
                        .map(other -> other.id().equals(account.id()) ? account : other)
                        .toList(),
                projects.stream().map(replaced::get).toList(),
                keys.stream()
                        .map(key -> key.in(replaced.getOrDefault(key.project(), key.project())))
                        .toList());
    }

    /** The projects by the id of their account, in the order of the file. */
    Map<String, List<Project>> projectsByAccount() {
        return projects.stream()
                .collect(Collectors.groupingBy(project -> project.account().id()));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** This content with further keys. */
    KeyFile withKeys(List<ApiKey> more) {
        return with(joined(keys, more));
    }

    /** This content with other keys. */
    public KeyFile with(List<ApiKey> others) {
        return new KeyFile(namesAccounts, environments, accounts, projects, others);
    }

    /** The keys by their digest. */
    Map<KeyDigest, ApiKey> byDigest() {
        Map<KeyDigest, ApiKey> byDigest = new LinkedHashMap<>();
        keys.forEach(key -> byDigest.put(key.digest(), key));
        return Collections.unmodifiableMap(byDigest);
    }
}
