package dev.keystile;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the users of a module can see: its public and protected signatures, one a line. A test compares them with a file
 * of the module, {@code src/test/resources/public-api.txt}; {@code -Dapi.update} writes the file anew.
 */
public final class PublicApi {

    private static final Path FILE = Path.of("src/test/resources/public-api.txt");

    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private PublicApi() {}

    /** The signatures of the module that a class belongs to; packages named {@code internal} are nobody's affair. */
    public static List<String> of(Class<?> anchor) throws IOException {
        Path root = root(anchor);
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            List<Class<?>> types = files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.contains("package-info") && !name.contains("internal"))
                    .map(name -> load(anchor, name))
                    .filter(PublicApi::isVisible)
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .collect(Collectors.toList());
            types.forEach(type -> describe(type, lines));
        }
        return lines;
    }

    /** The signatures that are agreed on; those of today where they are to be agreed on anew. */
    public static List<String> agreed(Class<?> anchor) throws IOException {
        if (System.getProperty("api.update") != null) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, of(anchor));
        }
        return Files.readAllLines(FILE);
    }

    private static Path root(Class<?> anchor) {
        try {
            return Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(Class<?> anchor, String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, anchor.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return isVisible(type.getModifiers())
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void describe(Class<?> type, List<String> lines) {
        lines.add(kind(type) + " " + type.getName() + variables(type.getTypeParameters()) + parents(type));
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                members.add("  " + modifiers(field.getModifiers()) + field.getName() + ": "
                        + field.getGenericType().getTypeName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add("  new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic() && !OF_OBJECT.contains(method.getName())) {
                members.add("  " + modifiers(method.getModifiers()) + variables(method.getTypeParameters())
                        + method.getName() + parameters(method) + ": "
                        + method.getGenericReturnType().getTypeName());
            }
        }
        members.sort(null);
        lines.addAll(members);
    }

    private static String kind(Class<?> type) {
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        return (type.isSealed() ? "sealed " : "") + kind;
    }

    private static String parents(Class<?> type) {
        List<String> parents = new ArrayList<>();
        boolean plain = type.getSuperclass() == null
                || type.isEnum()
                || type.isRecord()
                || type.getSuperclass().equals(Object.class);
        if (!plain) {
            parents.add(type.getGenericSuperclass().getTypeName());
        }
        Arrays.stream(type.getGenericInterfaces())
                .map(Type::getTypeName)
                .sorted()
                .forEach(parents::add);
        return parents.isEmpty() ? "" : " extends " + String.join(", ", parents);
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(TypeVariable::getName).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String modifiers(int modifiers) {
        return (Modifier.isProtected(modifiers) ? "protected " : "") + (Modifier.isStatic(modifiers) ? "static " : "");
    }

    private static String parameters(Executable executable) {
        String thrown = Arrays.stream(executable.getGenericExceptionTypes())
                .map(Type::getTypeName)
                .sorted()
                .collect(Collectors.joining(", "));
        return Arrays.stream(executable.getGenericParameterTypes())
                        .map(Type::getTypeName)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }
}
