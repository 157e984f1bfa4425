package io.memshare.serializer.jdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects all mutable objects of a value. */
final class ContentCollector implements ContentKind.Visitor {

    /**
     * The maximum number of references. The length of a value does not limit its contents, because many views can share
     * the same list.
     */
    private static final int MOST = 10_000;

    final List<Object> objects = new ArrayList<>();
    final List<ContentKind> kinds = new ArrayList<>();
    final List<@Nullable Object> contents = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    int described;

    boolean collect(Object value) {
        boolean known = reach(value);
        for (int i = 0; known && i < objects.size(); i++) {
            known = kinds.get(i).visit(objects.get(i), this);
            contents.add(Contents.END);
        }
        return known;
    }

    @Override
    public boolean visit(@Nullable Object content, boolean primitive) {
        contents.add(content);
        return contents.size() <= MOST && (primitive || content == null || reach(content));
    }

    private boolean reach(Object object) {
        ContentKind kind = ContentKinds.of(object.getClass());
        if (kind != UnknownContents.UNKNOWN && kind != ConstantContents.CONSTANT && seen.add(object)) {
            objects.add(object);
            kinds.add(kind);
            described += Contents.hasFields(kind) ? 1 : 0;
        }
        return kind != UnknownContents.UNKNOWN;
    }
}
