package io.memshare.seal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of an application. The first key seals and creates names; every key opens and finds records. Immutable.
 * {@link #toString} does not reveal the keys.
 *
 * @param keys the distinct keys that seal and open records, at least 1
 * @param nameKeys the distinct keys that create names, at least 1
 */
public record KeyRing(List<SealingKey> keys, List<SealingKey> nameKeys) {

    /**
     * Checks the arguments; throws {@link IllegalArgumentException} with a message that identifies the invalid
     * argument.
     */
    public KeyRing {
        keys = checked(keys, "keys");
        nameKeys = checked(nameKeys, "nameKeys");
    }

    /**
     * Returns a ring that uses the same keys for records and names.
     *
     * @param keys the distinct keys, at least 1
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
