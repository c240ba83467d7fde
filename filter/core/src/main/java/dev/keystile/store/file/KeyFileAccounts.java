package dev.keystile.store.file;

import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.InvalidAccountException;
import dev.keystile.key.Project;
import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the environments, accounts and projects of a key file, in the short or the long form. */
final class KeyFileAccounts {

    private static final String ACCOUNTS = "accounts";
    private static final String PROJECT_ID = "project-id";
    private static final List<String> ENVIRONMENT = List.of("id", "name", PROJECT_ID);
    private static final List<String> ACCOUNT = List.of("id", "name", "plan", "metadata", "projects", "state");
    private static final String STATE = "active, suspended or closed";

    private final boolean namesAccounts;
    private final UniqueValues unique;
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Map<String, AccountRecord> accounts = new LinkedHashMap<>();
    /** By the id of the account and of the environment. */
    private final Map<String, Map<String, Project>> projects = new LinkedHashMap<>();

    private KeyFileAccounts(boolean namesAccounts, UniqueValues unique) {
        this.namesAccounts = namesAccounts;
        this.unique = unique;
    }

    static KeyFileAccounts read(YamlSection root, UniqueValues unique) {
        KeyFileAccounts read = new KeyFileAccounts(root.mentions(ACCOUNTS), unique);
        if (!read.namesAccounts) {
            read.add(AccountRecord.DEFAULT);
        }
        KeyFileReader.sections(root, "environments").forEach(read::environment);
        if (read.namesAccounts) {
            KeyFileReader.sections(root, ACCOUNTS).forEach(read::account);
        }
        return read;
    }

    /** The content of the file, with its keys. */
    KeyFile with(List<ApiKey> keys) {
        List<Project> all = new ArrayList<>();
        projects.values().forEach(ofAccount -> all.addAll(ofAccount.values()));
        return new KeyFile(
                namesAccounts, List.copyOf(environments.values()), List.copyOf(accounts.values()), all, keys);
    }

    /** The project of a key. */
    Project projectOf(YamlSection key) {
        AccountRecord account = accountOf(key);
        YamlText text = key.requireText("environment", environmentIds());
        Project project = projects.getOrDefault(account.id(), Map.of()).get(text.value());
        if (project == null) {
            throw text.wrong(environmentIds());
        }
        return project;
    }

    private AccountRecord accountOf(YamlSection key) {
        YamlText text = key.text("account");
        if (!namesAccounts && text != null) {
            throw text.refused("names an account, but the file has no accounts: list the account under 'accounts',"
                    + " or leave keys.account out");
        }
        if (text == null && accounts.size() == 1) {
            return accounts.values().iterator().next();
        }
        YamlText id = text == null ? key.requireText("account", accountIds()) : text;
        AccountRecord account = accounts.get(id.value());
        if (account == null) {
            throw id.wrong(accountIds());
        }
        return account;
    }

    private static String accountIds() {
        return "the id of one of the accounts in this file";
    }

    private String environmentIds() {
        return "the id of one of the environments in this file: " + String.join(", ", environments.keySet());
    }

    private void environment(YamlSection section) {
        section.allowOnly(ENVIRONMENT);
        YamlText id = section.requireText("id", "a short name such as demo");
        YamlText name = section.text("name");
        unique.refuseSecond(id);
        try {
            Environment environment = new Environment(id.value(), name == null ? id.value() : name.value());
            environments.put(id.value(), environment);
            if (!namesAccounts) {
                YamlText projectId = section.requireText(PROJECT_ID, "the public identifier of its project");
                add(Project.ofDefault(projectId.value(), environment));
            }
        } catch (IllegalArgumentException e) {
            throw new YamlException(id.place(), e);
        }
        if (namesAccounts && section.mentions(PROJECT_ID)) {
            throw new YamlException(
                    section.placeOf(PROJECT_ID),
                    "environments.project-id cannot stand in a file with accounts: move the Project ID to the account,"
                            + " as in projects: {" + id.value() + ": project_1}");
        }
    }

    private void account(YamlSection section) {
        section.allowOnly(ACCOUNT);
        YamlText id = section.requireText("id", "an id that no other account has, such as cus_42");
        unique.refuseSecond(id);
        AccountRecord account = new AccountRecord(account(section, id), state(section.text("state")), null);
        add(account);
        YamlSection projectIds = section.section("projects");
        projectIds.allowOnly(environments.keySet());
        for (Environment environment : environments.values()) {
            YamlText projectId = projectIds.text(environment.id());
            if (projectId != null) {
                unique.refuseSecond("project " + projectId.value(), projectId);
            }
            add(
                    projectId == null
                            ? Project.derived(account, environment)
                            : new Project(projectId.value(), account, environment));
        }
    }

    private static Account account(YamlSection section, YamlText id) {
        try {
            return new Account(
                    id.value(),
                    textOr(section.text("name"), id.value()),
                    textOr(section.text("plan"), ""),
                    metadata(section));
        } catch (InvalidAccountException e) {
            throw new YamlException(section.placeOf(e.field()), e);
        }
    }

    private static String textOr(@Nullable YamlText text, String otherwise) {
        return text == null ? otherwise : text.value();
    }

    private static AccountState state(@Nullable YamlText text) {
        return text == null
                ? AccountState.ACTIVE
                : AccountState.ofLabel(text.value()).orElseThrow(() -> text.wrong(STATE));
    }

    /** The metadata of an account or a key, whose rules are checked by its record. */
    static Map<String, String> metadata(YamlSection section) {
        YamlSection values = section.section("metadata");
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String name : values.mentioned()) {
            metadata.put(name, values.requireText(name, "a text").value());
        }
        return metadata;
    }

    private void add(AccountRecord account) {
        accounts.put(account.id(), account);
    }

    private void add(Project project) {
        projects.computeIfAbsent(project.account().id(), id -> new LinkedHashMap<>())
                .put(project.environment().id(), project);
    }
}
