package dev.keystile.spring.internal.config;

import dev.keystile.config.KeystileSettings;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingGroupList;
import dev.keystile.setting.ValueTypes;

/** The declarations of the settings that only Spring Boot services have, beside those of {@code keystile.yaml}. */
public final class SpringSettings {

    /** {@code keystile.config}. */
    static final Setting<String> CONFIG = Setting.optional(
            "config",
            ValueTypes.anyText("the path of a file, or classpath: and the name of a resource"),
            "A keystile.yaml that holds all settings, in place of those below keystile.");

    /** {@code keystile.store.migrate}. */
    static final Setting<Boolean> MIGRATE = Setting.of(
            "store.migrate",
            ValueTypes.FLAG,
            false,
            "Whether the tables are made and migrated in the database of the application, with a history of their own.");

    /** {@code keystile.management.enabled}. */
    static final Setting<Boolean> MANAGEMENT_ENABLED = Setting.of(
            "management.enabled",
            ValueTypes.FLAG,
            true,
            "Whether Keystile guards the management port; false leaves that port to the application.");

    /** {@code keystile.management.routes}. */
    static final SettingGroupList MANAGEMENT_ROUTES = new SettingGroupList(new SettingGroup(
            "management.routes",
            "What a request to the management port needs; health public and everything else denied where none is given.",
            KeystileSettings.ROUTES.item().members()));

    static final SettingGroup MANAGEMENT =
            SettingGroup.of("management", "The management port of Actuator.", MANAGEMENT_ENABLED, MANAGEMENT_ROUTES);

    /** All settings that {@code keystile.yaml} does not have. */
    public static final SettingGroup ROOT =
            SettingGroup.of("", "Settings of Spring Boot.", CONFIG, SettingGroup.of("store", "", MIGRATE), MANAGEMENT);

    private SpringSettings() {}
}
