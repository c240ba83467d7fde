package dev.keystile.setting;

/** A member of a group of settings: a setting, a list, a group, or a list of groups. */
public sealed interface SettingMember permits Setting, ListSetting, SettingGroup, SettingGroupList {

    /** The dotted name from the root, such as {@code cache.fresh-for}; of an item of a list without its index. */
    String name();

    /** What the setting is for: a sentence for editors and documentation. */
    String description();

    /** The last part of the name. */
    default String key() {
        return name().substring(name().lastIndexOf('.') + 1);
    }
}
