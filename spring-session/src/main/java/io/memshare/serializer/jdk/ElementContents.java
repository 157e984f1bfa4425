package io.memshare.serializer.jdk;

import java.util.Collection;

/** A collection of the JDK. */
enum ElementContents implements ContentKind {
    ELEMENTS;

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        for (Object element : (Collection<?>) object) {
            if (!visitor.visit(element, false)) {
                return false;
            }
        }
        return true;
    }
}
