package io.memshare.seal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of an application: the first one seals and names, each one opens and finds. Immutable. It prints without the keys.
 *
 * @param keys the keys by which records are sealed and opened, at least one, each once
 * @param nameKeys the keys of which names are made, at least one, each once
 */
public record KeyRing(List<SealingKey> keys, List<SealingKey> nameKeys) {

    /** Checks the values; an {@link IllegalArgumentException} says which one is wrong. */
    public KeyRing {
        keys = checked(keys, "keys");
        nameKeys = checked(nameKeys, "nameKeys");
    }

    /**
     * Returns a ring whose keys are also those of the names.
     *
     * @param keys at least one, each once
     */
    public static KeyRing of(List<SealingKey> keys) {
        return new KeyRing(keys, keys);
    }

    private static List<SealingKey> checked(List<SealingKey> keys, String name) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there are no " + name);
        }
        Set<SealingKey> seen = new HashSet<>();
        for (SealingKey key : keys) {
            if (!seen.add(key)) {
                throw new IllegalArgumentException("one of the " + name + " is listed twice");
            }
        }
        return List.copyOf(keys);
    }

    @Override
    public String toString() {
        return "KeyRing[" + keys.size() + " keys, " + nameKeys.size() + " name keys]";
    }
}
