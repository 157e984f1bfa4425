package io.memshare.autoconfigure;

import io.memshare.seal.KeyRing;
import io.memshare.seal.SealingKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys as configured. Immutable. {@link #toString} does not reveal the keys.
 *
 * @param keys the keys that seal and open, at least 1
 * @param nameKeys the keys of the names; empty to use the keys of the records
 */
record KeyTexts(List<KeyText> keys, List<KeyText> nameKeys) {

    static final String HIDDEN = "******";

    private static final String ACTION =
            "Write each key as the base64 of 32 random bytes, which 'openssl rand -base64 32' makes, each key once.";

    /**
     * A single key.
     *
     * @param property the property that contains it, with its index if it is an entry of a list
     * @param place its place within the value, as the start of a sentence
     * @param value the value to display for the property, which is never the key
     * @param text the key
     */
    record KeyText(String property, String place, String value, String text) {

        SealingKey parse() {
            try {
                return SealingKey.parse(text);
            } catch (IllegalArgumentException ex) {
                throw invalid(String.valueOf(ex.getMessage()));
            }
        }

        InvalidMemsharePropertyException invalid(String reason) {
            return new InvalidMemsharePropertyException(property, value, place + " is no key: " + reason, ACTION);
        }

        @Override
        public String toString() {
            return "KeyText[" + property + ", " + place + "]";
        }
    }

    /** Returns the entries of a list property as keys. */
    static List<KeyText> ofProperty(String property, List<String> entries) {
        List<KeyText> texts = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            String place = "entry " + (i + 1) + " of " + entries.size();
            texts.add(new KeyText(property + "[" + i + "]", place, HIDDEN, entries.get(i)));
        }
        return texts;
    }

    /**
     * Parses the keys.
     *
     * @throws InvalidMemsharePropertyException if a key is invalid; the message identifies the key by its place, and
     *     reveals nothing of it
     */
    KeyRing ring() {
        List<SealingKey> ring = parsed(keys);
        return nameKeys.isEmpty() ? KeyRing.of(ring) : new KeyRing(ring, parsed(nameKeys));
    }

    private static List<SealingKey> parsed(List<KeyText> texts) {
        List<SealingKey> parsed = new ArrayList<>(texts.size());
        for (KeyText text : texts) {
            SealingKey key = text.parse();
            int earlier = parsed.indexOf(key);
            if (earlier >= 0) {
                throw text.invalid("it is the same as " + texts.get(earlier).place());
            }
            parsed.add(key);
        }
        return parsed;
    }
}
