package io.memshare.serializer.jdk;

import java.util.Map;

/** A map of the JDK. */
enum EntryContents implements ContentKind {
    ENTRIES;

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) object).entrySet()) {
            if (!visitor.visit(entry.getKey(), false) || !visitor.visit(entry.getValue(), false)) {
                return false;
            }
        }
        return true;
    }
}
