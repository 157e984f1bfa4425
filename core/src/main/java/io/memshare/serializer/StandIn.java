package io.memshare.serializer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Is written in place of a collection or map, but under the type of the original. */
interface StandIn {

    Class<?> standsFor();

    /** The type under which a value is written. */
    static Class<?> typeOf(Object value) {
        return value instanceof StandIn standIn ? standIn.standsFor() : value.getClass();
    }

    /** Elements in a chosen order. */
    final class OfCollection extends ArrayList<Object> implements StandIn {

        private static final long serialVersionUID = 1L;

        private final transient Class<?> type;

        OfCollection(Collection<?> original, List<?> ordered) {
            super(ordered);
            this.type = original.getClass();
        }

        @Override
        public Class<?> standsFor() {
            return type;
        }
    }

    /** Entries in a chosen order. */
    final class OfMap extends LinkedHashMap<Object, Object> implements StandIn {

        private static final long serialVersionUID = 1L;

        private final transient Class<?> type;

        OfMap(Map<?, ?> original, List<?> orderedKeys) {
            this.type = original.getClass();
            orderedKeys.forEach(key -> put(key, original.get(key)));
        }

        @Override
        public Class<?> standsFor() {
            return type;
        }
    }
}
