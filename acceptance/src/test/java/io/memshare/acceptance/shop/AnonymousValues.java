package io.memshare.acceptance.shop;

import java.util.ArrayList;
import java.util.List;

/** Values of classes without a name, made where nothing of the surrounding instance is caught. */
public final class AnonymousValues {

    private AnonymousValues() {}

    public static List<String> list() {
        return new ArrayList<>(List.of("a")) {
            @Override
            public String toString() {
                return "my " + super.toString();
            }
        };
    }
}
