package dev.keystile.demo.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The code examples of the documentation, filled in with the address of the service and with keys. */
public final class Snippets {

    private static final Map<String, String> TEXTS = Stream.of(Language.values())
            .flatMap(language -> language.files().stream().map(file -> language.id() + "/" + file))
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Snippets::load));

    private final URI baseUri;

    /** Examples that call the service at this address. */
    public Snippets(URI baseUri) {
        this.baseUri = baseUri;
    }

    /** The examples of a language with these keys, in order: identify the account, call the API, handle a refusal. */
    public List<Snippet> in(Language language, String publishableKey, String secretKey) {
        return language.files().stream()
                .map(file -> {
                    String text = Objects.requireNonNull(TEXTS.get(language.id() + "/" + file))
                            .replace("BASE_URL", baseUri.toString())
                            .replace("PUBLISHABLE_KEY", publishableKey)
                            .replace("SECRET_KEY", secretKey);
                    return new Snippet(file, language.command(file), SyntaxTokens.of(text, language.commentMark()));
                })
                .toList();
    }

    private static String load(String name) {
        try (InputStream file = Snippets.class.getResourceAsStream("snippets/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
