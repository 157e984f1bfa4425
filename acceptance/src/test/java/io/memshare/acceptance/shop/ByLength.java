package io.memshare.acceptance.shop;

import java.io.Serializable;
import java.util.Comparator;

/** A comparator of the application. */
public final class ByLength implements Comparator<String>, Serializable {

    @Override
    public int compare(String one, String other) {
        return Comparator.comparingInt(String::length)
                .thenComparing(Comparator.naturalOrder())
                .compare(one, other);
    }
}
