package io.memshare.autoconfigure;

/** Tells whether there is a class of a name. */
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
