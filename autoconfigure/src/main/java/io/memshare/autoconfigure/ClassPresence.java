package io.memshare.autoconfigure;

/** Checks whether a class exists. */
final class ClassPresence {

    private ClassPresence() {}

    static boolean of(String className, ClassLoader classLoader) {
        try {
            return Class.forName(className, false, classLoader).getName().equals(className);
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }
}
