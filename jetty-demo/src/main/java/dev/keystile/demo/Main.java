package dev.keystile.demo;

import dev.keystile.cli.AccountsCommand;
import dev.keystile.cli.GatewayCommand;
import dev.keystile.cli.KeysCommand;
import dev.keystile.cli.Program;
import dev.keystile.cli.SchemaCommand;
import dev.keystile.demo.command.LoginCommand;
import dev.keystile.demo.command.ServeCommand;
import dev.keystile.demo.database.DemoDatabase;

/** {@code keystile-demo}: runs the demo service and manages keys. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(Program.named(
                        "keystile-demo",
                        "A service behind Keystile, and the keys that open it.",
                        ServeCommand.class,
                        AccountsCommand.class,
                        KeysCommand.class,
                        LoginCommand.class,
                        GatewayCommand.class,
                        SchemaCommand.class)
                .withDefault("serve")
                .withTables(DemoDatabase.TABLES)
                .run(args));
    }
}
