package dev.keystile.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declaration of a group of settings, such as {@code cache}. Immutable.
 *
 * @param name the dotted name; empty for the root of a file
 * @param description what the group is for
 * @param members the settings and groups in this group
 */
public record SettingGroup(String name, String description, List<SettingMember> members) implements SettingMember {

    /** Copies the list. */
    public SettingGroup {
        members = List.copyOf(members);
    }

    /** A group. */
    public static SettingGroup of(String name, String description, SettingMember... members) {
        return new SettingGroup(name, description, List.of(members));
    }

    /** The member with this {@link SettingMember#key()}. */
    public Optional<SettingMember> member(String key) {
        return members.stream().filter(member -> member.key().equals(key)).findFirst();
    }

    /** This group with the members of another group of the same name; groups that both have are joined too. */
    public SettingGroup and(SettingGroup other) {
        Map<String, SettingMember> joined = new LinkedHashMap<>();
        members.forEach(member -> joined.put(member.key(), member));
        for (SettingMember member : other.members) {
            joined.merge(member.key(), member, SettingGroup::join);
        }
        return new SettingGroup(name, description, List.copyOf(joined.values()));
    }

    private static SettingMember join(SettingMember one, SettingMember other) {
        if (one instanceof SettingGroup group && other instanceof SettingGroup more) {
            return group.and(more);
        }
        throw new IllegalArgumentException("two declarations of " + one.name());
    }

    /** The dotted names of all settings and groups in this group; the names of its direct members come first. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        members.forEach(member -> names.add(member.name()));
        for (SettingMember member : members) {
            if (member instanceof SettingGroup group) {
                names.addAll(group.names());
            } else if (member instanceof SettingGroupList list) {
                names.addAll(list.item().names());
            }
        }
        return names;
    }
}
