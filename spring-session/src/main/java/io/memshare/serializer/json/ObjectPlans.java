package io.memshare.serializer.json;

import io.memshare.serializer.SessionTypes;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether and how application objects are stored by their fields. */
final class ObjectPlans {

    /**
     * From this Java release on, setting a final field by reflection causes a warning and is going to be refused (JEP
     * 500).
     */
    private static final int FINAL_MEANS_FINAL = 26;

    private final TypePlans plans;
    private final SessionTypes types;
    private final int javaVersion;

    ObjectPlans(TypePlans plans, SessionTypes types, int javaVersion) {
        this.plans = plans;
        this.types = types;
        this.javaVersion = javaVersion;
    }

    TypePlan make(Class<?> type) {
        String reason = Faithfulness.reasonAgainst(type, types);
        if (reason != null) {
            return new UnsuitedPlan(type, reason);
        }
        TypePlan plan = type.isRecord() ? ofRecord(type) : ofBean(type);
        return plan instanceof ObjectPlan && Stereotypes.isSingleton(type) ? new SingletonPlan(plan) : plan;
    }

    private TypePlan ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[components.length];
        List<Field> fields = new ArrayList<>(components.length);
        boolean flat = true;
        try {
            for (int i = 0; i < components.length; i++) {
                Field field = type.getDeclaredField(components[i].getName());
                parameters[i] = field.getType();
                flat &= isValue(field.getType());
                fields.add(field);
            }
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            if (!constructor.trySetAccessible() || !accessible(fields)) {
                return new UnsuitedPlan(type, "its module is not open");
            }
            return new ObjectPlan(type, new FieldLayout(fields), new RecordMaker(constructor), plans, flat, true);
        } catch (NoSuchFieldException | NoSuchMethodException ex) {
            return new UnsuitedPlan(type, "it has no canonical constructor");
        }
    }

    private boolean isValue(Class<?> type) {
        return TypePlans.isExact(type)
                && !type.isArray()
                && !type.isRecord()
                && (type.isEnum()
                        || (Scalars.PLANS.containsKey(type) && plans.of(type).isImmutable()));
    }

    private TypePlan ofBean(Class<?> type) {
        List<Field> fields = Faithfulness.instanceFields(type);
        boolean hasTransient = fields.stream().anyMatch(field -> Modifier.isTransient(field.getModifiers()));
        List<Field> stored = fields.stream()
                .filter(field -> !Modifier.isTransient(field.getModifiers()))
                .toList();
        if (stored.stream().map(Field::getName).distinct().count() < stored.size()) {
            return new UnsuitedPlan(type, "a field of it has the name of another in its superclass");
        }
        if (javaVersion >= FINAL_MEANS_FINAL
                && Serializable.class.isAssignableFrom(type)
                && stored.stream().anyMatch(field -> Modifier.isFinal(field.getModifiers()))) {
            return new UnsuitedPlan(type, "it has final fields, which this Java version does not let others set");
        }
        if (!accessible(stored)) {
            return new UnsuitedPlan(type, "its module is not open");
        }
        Constructor<?> own = ownConstructor(type);
        Constructor<?> serialization = SerializationConstructors.of(type);
        if (own == null && hasTransient) {
            return new UnsuitedPlan(type, "it has transient fields and no constructor without parameters");
        }
        if (own == null && serialization == null) {
            return new UnsuitedPlan(type, "it has no constructor without parameters");
        }
        return new ObjectPlan(type, new FieldLayout(stored), new BeanMaker(own, serialization), plans, false, false);
    }

    private static boolean accessible(List<Field> fields) {
        return fields.stream().allMatch(Field::trySetAccessible);
    }

    private static @Nullable Constructor<?> ownConstructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            return Objects.requireNonNull(constructor).trySetAccessible() ? constructor : null;
        } catch (NoSuchMethodException ex) {
            return null;
        }
    }
}
