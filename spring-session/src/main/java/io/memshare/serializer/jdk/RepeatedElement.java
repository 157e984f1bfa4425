package io.memshare.serializer.jdk;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/** Replaces a list made by {@link Collections#nCopies} in a stream, and contains each of its elements. */
final class RepeatedElement implements Serializable {

    /** The class of such a list. */
    static final String LIST = "java.util.Collections$CopiesList";

    private static final long serialVersionUID = 1L;

    private final Object[] elements;

    RepeatedElement(List<?> list) {
        this.elements = list.toArray();
    }

    private Object readResolve() {
        return Collections.nCopies(elements.length, elements.length == 0 ? null : elements[0]);
    }
}
