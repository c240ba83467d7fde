package dev.keystile.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteListTest {

    @TempDir
    private Path folder;

    @Test
    void theBuiltInRoutesCloseWhateverTheyDoNotName() {
        assertThat(RouteList.builtIn())
                .filteredOn(route -> route.path().equals("/**"))
                .extracting(Route::access)
                .containsExactly(Access.SECRET);
    }

    @Test
    void aFileHoldsRoutes() throws IOException {
        assertThat(RouteList.load(file("routes: [{path: /a, access: public}]")))
                .extracting(Route::path)
                .containsExactly("/a");
    }

    @Test
    void aFileHoldsNothingElse() {
        assertThatThrownBy(() -> RouteList.load(file("route: []")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("routes.yaml:1: unknown name 'route'; did you mean 'routes'?");
        assertThatThrownBy(() -> RouteList.load(file("store: {type: memory}"))).isInstanceOf(ConfigException.class);
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("routes.yaml"), yaml);
    }
}
