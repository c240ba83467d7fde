package dev.keystile.demo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;

/** What one sees and does on the page of the API keys. */
final class KeysPage {

    private final Page page;

    KeysPage(Page page) {
        this.page = page;
    }

    /** The key's part of the list; both parts while an old key with its name is in its grace. */
    Locator key(String name) {
        Locator exactly = page.getByText(name, new Page.GetByTextOptions().setExact(true));
        return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHas(exactly));
    }

    /** The whole key, or what is shown in its place. */
    Locator text(String name) {
        return key(name).locator(".token code");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What the page says about what was just done. */
    Locator notice() {
        return page.getByRole(AriaRole.STATUS);
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    void openCreate() {
        button("Create key").click();
    }

    /** Makes a key with these fields, by their labels. */
    void create(String type, Map<String, String> fields) {
        openCreate();
        dialog().getByText(type, new Locator.GetByTextOptions().setExact(true)).click();
        dialog().getByText("Limits").click();
        fields.forEach((label, value) -> dialog().getByLabel(label).fill(value));
        confirm("Create key");
    }

    void confirm(String button) {
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    void roll(String name, String grace) {
        button("Roll " + name).click();
        dialog().getByText(grace, new Locator.GetByTextOptions().setExact(true)).click();
        confirm("Roll key");
    }

    void revoke(String name) {
        button("Revoke " + name).click();
        confirm("Revoke key");
    }

    void reveal(String name) {
        button("Reveal " + name).click();
    }
}
