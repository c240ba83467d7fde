package dev.keystile.cli;

/** {@code keystile}: manages accounts and keys, and runs the gateway. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(program().run(args));
    }

    static Program program() {
        return Program.named(
                "keystile",
                "API keys, and the gateway that checks them.",
                AccountsCommand.class,
                KeysCommand.class,
                GatewayCommand.class,
                SchemaCommand.class);
    }
}
