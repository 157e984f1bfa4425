package io.memshare.serializer;

import java.util.regex.Pattern;

/** What class names look like, as {@link Class#getName()} writes them. */
final class JavaTypeNames {

    private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final Pattern QUALIFIED = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")*");
    private static final int LONGEST_TOLD = 300;

    private JavaTypeNames() {}

    static boolean isQualifiedName(String text) {
        return QUALIFIED.matcher(text).matches();
    }

    /** The name of an array's innermost element type, empty for a primitive one; any other name as it is. */
    static String elementOf(String name) {
        if (!name.startsWith("[")) {
            return name;
        }
        int dimensions = 1;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = name.substring(dimensions);
        if (element.length() == 1 && "ZBCSIJFD".contains(element)) {
            return "";
        }
        boolean object = element.length() > 2 && element.startsWith("L") && element.endsWith(";");
        return object ? element.substring(1, element.length() - 1) : name;
    }

    /** The name as it may stand in a message: text from a store that is no class name is withheld. */
    static String told(String name) {
        boolean plain = name.length() <= LONGEST_TOLD
                && (isQualifiedName(name) || elementOf(name).isEmpty() || isQualifiedName(elementOf(name)));
        return plain ? name : "a type with no valid name";
    }
}
