package dev.keystile.demo.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;

/** Pictures of pages, kept as build output. */
final class Screenshots {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    static void ofWholePage(Page page, String name) {
        page.evaluate("() => scrollTo(0, 0)");
        page.screenshot(new ScreenshotOptions().setPath(path(name)).setFullPage(true));
    }

    static void ofWhatIsSeen(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(path(name)));
    }

    private static Path path(String name) {
        return FOLDER.resolve(name + ".png");
    }
}
