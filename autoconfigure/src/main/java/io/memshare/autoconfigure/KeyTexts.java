package io.memshare.autoconfigure;

import io.memshare.seal.KeyRing;
import io.memshare.seal.SealingKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys as they were configured. Immutable. It prints without the keys.
 *
 * @param keys the keys that seal and open, at least one
 * @param nameKeys the keys of the names; none for those of the records
 */
record KeyTexts(List<KeyText> keys, List<KeyText> nameKeys) {

    static final String HIDDEN = "******";

    private static final String ACTION =
            "Write each key as the base64 of 32 random bytes, which 'openssl rand -base64 32' makes, each key once.";

    /**
     * One key.
     *
     * @param property the property that it comes from, with its index if it is an entry of a list
     * @param place where in the value it is, as the beginning of a sentence
     * @param value the value to be shown for the property, which is never the key
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
     * Reads the keys.
     *
     * @throws InvalidMemsharePropertyException if one cannot be used; it says which one, and nothing of the key
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
