package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.SaveMode;

/**
 * The attributes of one session as one request sees them: decoded when they are asked for, encoded when they are saved, and
 * saved only if their bytes differ from what was found. For one thread at a time, like the session.
 */
final class SessionAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(MemshareSessionRepository.class);

    private final AttributeSerializer serializer;
    private final boolean onGet;
    private final Map<String, Object> decoded = new HashMap<>();
    private final Map<String, @Nullable Object> changed = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private LwwMap stored;

    /**
     * @param stored what the nodes hold
     * @param serializer decodes and encodes values
     * @param saveMode whether attributes that were only read are compared too when the session is saved. Beyond that no
     *     mode writes more: what was not decoded cannot have been changed
     */
    SessionAttributes(LwwMap stored, AttributeSerializer serializer, SaveMode saveMode) {
        this.stored = stored;
        this.serializer = serializer;
        this.onGet = saveMode != SaveMode.ON_SET_ATTRIBUTE;
    }

    @Nullable Object get(String name) {
        if (changed.containsKey(name)) {
            return changed.get(name);
        }
        Object value = decoded.get(name);
        return value != null || unreadable.contains(name) ? value : decode(name);
    }

    private @Nullable Object decode(String name) {
        byte[] bytes = stored.value(name);
        if (bytes == null) {
            return null;
        }
        try {
            Object value = serializer.decode(bytes);
            decoded.put(name, value);
            return value;
        } catch (AttributeSerializationException ex) {
            unreadable.add(name);
            LOG.warn("session attribute '{}' cannot be read and is kept as it is: {}", name, ex.getMessage());
            return null;
        }
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(stored.names());
        names.removeAll(unreadable);
        changed.forEach((name, value) -> {
            if (value == null) {
                names.remove(name);
            } else {
                names.add(name);
            }
        });
        return names;
    }

    /** Sets an attribute, or removes it if the value is null. */
    void set(String name, @Nullable Object value) {
        changed.put(name, value);
    }

    /**
     * Returns what is to be saved.
     *
     * @param timestamp when the changes are made
     * @return the attributes that differ from what was found, perhaps none
     * @throws AttributeSerializationException if a value cannot be encoded; the message names the attribute. All such values
     *     are forgotten
     */
    Map<String, LwwMap.Entry> changes(HybridTimestamp timestamp) {
        Map<String, LwwMap.Entry> changes = new HashMap<>();
        Map<String, AttributeSerializationException> refused = new LinkedHashMap<>();
        changed.forEach((name, value) -> compare(name, value, timestamp, changes, refused));
        if (onGet) {
            decoded.forEach((name, value) -> {
                if (!changed.containsKey(name)) {
                    compare(name, value, timestamp, changes, refused);
                }
            });
        }
        refused.keySet().forEach(this::forget);
        throwFirst(refused.values());
        return changes;
    }

    private void compare(
            String name,
            @Nullable Object value,
            HybridTimestamp timestamp,
            Map<String, LwwMap.Entry> changes,
            Map<String, AttributeSerializationException> refused) {
        try {
            byte[] after = value == null ? null : serializer.encode(value);
            if (!Arrays.equals(stored.value(name), after)) {
                changes.put(name, new LwwMap.Entry(timestamp, after));
            }
        } catch (AttributeSerializationException ex) {
            refused.put(
                    name,
                    new AttributeSerializationException(
                            "session attribute '" + name + "' cannot be saved: " + ex.getMessage(), ex));
        }
    }

    private static void throwFirst(Collection<AttributeSerializationException> refused) {
        Iterator<AttributeSerializationException> all = refused.iterator();
        if (all.hasNext()) {
            AttributeSerializationException first = all.next();
            all.forEachRemaining(first::addSuppressed);
            throw first;
        }
    }

    /** Forgets what an attribute was set to, or changed to in place: it is again what the nodes hold. */
    void forget(String name) {
        changed.remove(name);
        decoded.remove(name);
    }

    /** Returns whether anything was set, removed, or may have been changed in place. */
    boolean mayHaveChanged() {
        return !changed.isEmpty() || (onGet && !decoded.isEmpty());
    }

    /**
     * Takes over what the nodes hold after a save. What others have changed meanwhile is decoded anew when it is asked for,
     * so that an old value of this request is never saved over it.
     *
     * @param now what the nodes hold
     * @param written what this request has changed of it
     */
    void saved(LwwMap now, Map<String, LwwMap.Entry> written) {
        changed.forEach((name, value) -> {
            if (value == null) {
                decoded.remove(name);
            } else {
                decoded.put(name, value);
            }
        });
        decoded.keySet().removeIf(name -> {
            LwwMap.Entry entry = written.get(name);
            byte[] known = entry == null ? stored.value(name) : entry.value();
            return !Arrays.equals(known, now.value(name));
        });
        changed.clear();
        unreadable.clear();
        stored = now;
    }
}
