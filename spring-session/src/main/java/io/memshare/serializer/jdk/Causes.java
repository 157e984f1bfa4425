package io.memshare.serializer.jdk;

import java.util.IdentityHashMap;
import java.util.function.UnaryOperator;

/** Replaces each exception that cannot be stored by a {@link StoredCause}. Used for a single value. */
final class Causes implements UnaryOperator<Object> {

    private final JavaForm form;
    private final IdentityHashMap<Throwable, Object> decided = new IdentityHashMap<>();

    Causes(JavaForm form) {
        this.form = form;
    }

    @Override
    public Object apply(Object object) {
        if (!(object instanceof Throwable throwable) || object instanceof StoredCause) {
            return object;
        }
        Object known = decided.get(throwable);
        return known == null ? decide(throwable) : known;
    }

    private Object decide(Throwable throwable) {
        decided.put(throwable, throwable);
        try {
            form.encode(throwable, this);
            return throwable;
        } catch (NotStoredException ex) {
            StoredCause replacement = new StoredCause(throwable, true);
            decided.put(throwable, replacement);
            return replacement;
        }
    }
}
