package io.memshare.serializer.json;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Stores enum constants by name. */
final class EnumPlan implements TypePlan {

    private final Map<String, Object> constants = new TreeMap<>();

    EnumPlan(Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    public void write(Object value, ValueWriter out) {
        out.json().writeString(((Enum<?>) value).name());
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        Object constant = constants.get(in.string());
        if (constant == null) {
            throw new IOException("no such constant");
        }
        return constant;
    }

    @Override
    public boolean isImmutable() {
        return true;
    }
}
