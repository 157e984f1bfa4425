package io.memshare.crdt;

import java.util.Comparator;

/**
 * Orders names by their code points, which is the unsigned order of their UTF-8 bytes. It differs from
 * {@link String#compareTo}, which sorts characters above U+FFFF, as surrogate pairs, before U+E000.
 *
 * <p>An unpaired surrogate counts as the code point of its own number, as it does in the bytes of a record. The order
 * is therefore total and consistent with equals for every string. A comparison allocates nothing.
 */
enum CodePointOrder implements Comparator<String> {

    /** The order. */
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return compareAt(startOfCodePoint(left, right, i), left, right);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compareAt(int index, String left, String right) {
        return Integer.compare(left.codePointAt(index), right.codePointAt(index));
    }

    /**
     * Steps back if the first difference is the second half of a surrogate pair whose first half is in both strings.
     */
    private static int startOfCodePoint(String left, String right, int index) {
        boolean inPair = index > 0
                && Character.isHighSurrogate(left.charAt(index - 1))
                && (Character.isLowSurrogate(left.charAt(index)) || Character.isLowSurrogate(right.charAt(index)));
        return inPair ? index - 1 : index;
    }
}
