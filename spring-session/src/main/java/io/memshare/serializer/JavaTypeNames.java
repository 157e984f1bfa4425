package io.memshare.serializer;

import java.util.regex.Pattern;

/** Parses class names in the format of {@link Class#getName()}. */
final class JavaTypeNames {

    /**
     * The identifiers of Java without the characters that cannot be seen, which do not belong into a log; and any
     * digits, which other languages permit.
     */
    private static final String IDENTIFIER =
            "\\p{javaJavaIdentifierStart}" + "[\\p{N}[\\p{javaJavaIdentifierPart}&&[^\\p{javaIdentifierIgnorable}]]]*";

    private static final Pattern QUALIFIED = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")*");
    private static final int LONGEST = 500;

    private JavaTypeNames() {}

    static boolean isQualifiedName(String text) {
        return text.length() <= LONGEST && QUALIFIED.matcher(text).matches();
    }

    /** Returns the number of dimensions if the name is that of an array, otherwise zero. */
    static int dimensionsOf(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        return dimensions;
    }

    /**
     * Returns the innermost element type of an array name, or an empty string if that type is primitive. Any other name
     * is returned unchanged.
     */
    static String elementOf(String name) {
        int dimensions = dimensionsOf(name);
        if (dimensions == 0) {
            return name;
        }
        String element = name.substring(dimensions);
        if (element.length() == 1 && "ZBCSIJFD".contains(element)) {
            return "";
        }
        boolean object = element.length() > 2 && element.startsWith("L") && element.endsWith(";");
        return object ? element.substring(1, element.length() - 1) : name;
    }
}
