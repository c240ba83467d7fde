package dev.keystile.containers;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** A container that runs the application behind a filter, in a class loader of its own. */
record Server(int port, AutoCloseable running, URLClassLoader loader) implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Path CONTAINER = TARGET.resolve("container");

    static Server start(Setup setup) {
        try {
            return launch(setup);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(setup + " does not start", e);
        }
    }

    private static Server launch(Setup setup) throws IOException, ReflectiveOperationException {
        Path work = Files.createTempDirectory(
                Files.createDirectories(TARGET.resolve("suite")),
                setup.container().name());
        Path war = work.toAbsolutePath().resolve("war");
        War.write(war, setup, TARGET.resolve("filter"));
        Path launchers = work.resolve("launchers");
        SuiteClasses.copy("launch", launchers);
        URLClassLoader loader = loader(setup, launchers, war);
        ClassLoader outer = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Object launcher = loader.loadClass(setup.container().launcher())
                    .getDeclaredConstructor()
                    .newInstance();
            Object running = asFunction(launcher)
                    .apply(Map.of(
                            "registration", setup.registration(),
                            "context-path", setup.contextPath(),
                            "filter", setup.filter(),
                            "paths", setup.paths().name(),
                            "war", war.toString()));
            return new Server(((IntSupplier) running).getAsInt(), (AutoCloseable) running, loader);
        } finally {
            Thread.currentThread().setContextClassLoader(outer);
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<Map<String, String>, Object> asFunction(Object launcher) {
        return (Function<Map<String, String>, Object>) launcher;
    }

    /** A web application brings its own classes; where none is deployed, the server's loader has to have them. */
    private static URLClassLoader loader(Setup setup, Path launchers, Path war) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(launchers));
        for (Path jar : War.jars(CONTAINER)) {
            urls.add(url(jar));
        }
        Path lib = war.resolve("WEB-INF/lib");
        boolean deploysWar =
                setup.container() != Container.UNDERTOW && !setup.registration().equals("code");
        for (Path jar : War.jars(lib)) {
            boolean logging = jar.getFileName().toString().startsWith("slf4j-api");
            if (!deploysWar || logging) {
                urls.add(url(jar));
            }
        }
        if (!deploysWar) {
            urls.add(url(war.resolve("WEB-INF/classes")));
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    @Override
    public void close() throws Exception {
        running.close();
        loader.close();
    }
}
