package dev.keystile.setting;

/**
 * The declaration of a list of groups of settings, such as {@code routes}. Immutable.
 *
 * @param item the declaration of an item, with the name of the list
 */
public record SettingGroupList(SettingGroup item) implements SettingMember {

    @Override
    public String name() {
        return item.name();
    }

    @Override
    public String description() {
        return item.description();
    }
}
