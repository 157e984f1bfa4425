package io.memshare.serializer.jdk;

import java.io.Externalizable;
import java.util.Collection;
import java.util.Map;

/** Determines how the contents of a class are visited. A class that is not known to be simple has unknown contents. */
final class ContentKinds {

    private static final ClassValue<ContentKind> KINDS = new ClassValue<>() {
        @Override
        protected ContentKind computeValue(Class<?> type) {
            return find(type);
        }
    };

    private ContentKinds() {}

    static ContentKind of(Class<?> type) {
        return KINDS.get(type);
    }

    private static ContentKind find(Class<?> type) {
        String name = type.getName();
        if (Enum.class.isAssignableFrom(type)
                || name.startsWith("java.time.")
                || KnownJdkTypes.CONSTANTS.contains(name)) {
            return ConstantContents.CONSTANT;
        }
        if (KnownJdkTypes.COLLECTIONS.contains(name)) {
            return ElementContents.ELEMENTS;
        }
        if (KnownJdkTypes.MAPS.contains(name)) {
            return EntryContents.ENTRIES;
        }
        boolean special = type.isArray()
                || type.isInterface()
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || Externalizable.class.isAssignableFrom(type);
        return special ? UnknownContents.UNKNOWN : WrittenFields.contents(type);
    }
}
