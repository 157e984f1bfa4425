package io.memshare.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configured keys and the password, to be found in the values of other properties, such as the environment variable
 * that a placeholder names. Immutable.
 *
 * @param texts the secrets, none of them empty
 */
record HiddenSecrets(List<String> texts) {

    /** A shorter password may be a part of any value by chance. */
    private static final int SHORTEST_PART = 8;

    static HiddenSecrets of(
            @Nullable MemshareEncryptionProperties encryption, @Nullable MemshareSecurityProperties security) {
        Stream<String> keys = encryption == null
                ? Stream.empty()
                : Stream.concat(encryption.keys().stream(), encryption.nameKeys().stream());
        String password = security == null ? null : security.password();
        return new HiddenSecrets(Stream.concat(keys, Stream.ofNullable(password))
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList());
    }

    /** Returns whether a value is one of the secrets, or contains one that is not too short. */
    boolean areIn(@Nullable Object value) {
        if (value == null || texts.isEmpty()) {
            return false;
        }
        String shown = value.toString();
        String stripped = shown.strip();
        return texts.stream()
                .anyMatch(text -> stripped.equals(text) || (text.length() >= SHORTEST_PART && shown.contains(text)));
    }

    /** Reveals nothing. */
    @Override
    public String toString() {
        return "HiddenSecrets[" + texts.size() + "]";
    }
}
