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
 * saved only if they differ from what was found. Safe for use by several threads, as the threads of an asynchronous request
 * may be at work while it ends; the values are as safe as the application makes them.
 */
final class SessionAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(MemshareSessionRepository.class);

    private final AttributeSerializer serializer;
    private final Comparison comparison;
    private final SaveMode saveMode;
    private final SessionListener listener;
    private final Map<String, DecodedAttribute> decoded = new HashMap<>();
    private final Map<String, @Nullable Object> changed = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private LwwMap stored;

    /**
     * @param stored what the nodes hold
     * @param serializer decodes and encodes values
     * @param saveMode whether attributes that were only read are compared too when the session is saved. What was not
     *     decoded cannot have been changed
     * @param listener is told of values that cannot be read
     */
    SessionAttributes(LwwMap stored, AttributeSerializer serializer, SaveMode saveMode, SessionListener listener) {
        this.stored = stored;
        this.serializer = serializer;
        this.comparison = new Comparison(serializer);
        this.saveMode = saveMode;
        this.listener = listener;
    }

    synchronized @Nullable Object get(String name) {
        if (changed.containsKey(name)) {
            return changed.get(name);
        }
        DecodedAttribute known = decoded.get(name);
        return known != null ? known.value() : decode(name);
    }

    private @Nullable Object decode(String name) {
        byte[] bytes = unreadable.contains(name) ? null : stored.value(name);
        if (bytes == null) {
            return null;
        }
        try {
            DecodedAttribute attribute = DecodedAttribute.of(name, decoded(bytes));
            decoded.put(name, attribute);
            return attribute.value();
        } catch (AttributeSerializationException ex) {
            unreadable.add(name);
            listener.unreadableAttribute();
            LOG.warn(
                    "session attribute '{}' cannot be read and is kept as it is: {}",
                    PrintableName.of(name),
                    ex.getMessage());
            return null;
        }
    }

    /** Only where it will be asked for is a value watched. */
    private AttributeSerializer.Decoded decoded(byte[] bytes) {
        return saveMode == SaveMode.ON_GET_ATTRIBUTE
                ? serializer.decodeForUpdate(bytes)
                : new AttributeSerializer.Decoded(serializer.decode(bytes), () -> true);
    }

    /** Returns the names of the attributes that there are; those whose values cannot be read are not among them. */
    synchronized Set<String> names() {
        Set<String> names = new LinkedHashSet<>(stored.names());
        names.addAll(changed.keySet());
        names.removeIf(name -> IndexMarker.isMarker(name) || get(name) == null);
        return names;
    }

    /** Returns whether an attribute was asked for that this version of the application cannot read. */
    synchronized boolean hasUnreadable() {
        return !unreadable.isEmpty();
    }

    /** Sets an attribute, or removes it if the value is null. */
    synchronized void set(String name, @Nullable Object value) {
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
    synchronized Map<String, LwwMap.Entry> changes(HybridTimestamp timestamp) {
        Map<String, LwwMap.Entry> changes = new HashMap<>();
        Map<String, AttributeSerializationException> refused = new LinkedHashMap<>();
        changed.forEach((name, value) -> compare(name, value, timestamp, changes, refused));
        decoded.forEach((name, attribute) -> {
            if (!changed.containsKey(name) && isToBeCompared(attribute)) {
                compare(name, attribute.value(), timestamp, changes, refused);
            }
        });
        refused.keySet().forEach(this::forget);
        throwFirst(refused.values());
        return changes;
    }

    private boolean isToBeCompared(DecodedAttribute attribute) {
        return switch (saveMode) {
            case ON_SET_ATTRIBUTE -> false;
            case ON_GET_ATTRIBUTE -> attribute.isToBeCompared();
            case ALWAYS -> true;
        };
    }

    private void compare(
            String name,
            @Nullable Object value,
            HybridTimestamp timestamp,
            Map<String, LwwMap.Entry> changes,
            Map<String, AttributeSerializationException> refused) {
        byte[] before = stored.value(name);
        try {
            byte[] after = value == null ? null : serializer.encode(name, value, before);
            if (!comparison.isSame(before, after)) {
                changes.put(name, new LwwMap.Entry(timestamp, after));
            }
        } catch (AttributeSerializationException ex) {
            refused.put(
                    name,
                    new AttributeSerializationException(
                            "session attribute '" + PrintableName.of(name) + "' cannot be saved: " + ex.getMessage(),
                            ex));
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
    synchronized void forget(String name) {
        changed.remove(name);
        decoded.remove(name);
    }

    /** Returns whether anything was set, removed, or may have been changed in place. */
    synchronized boolean mayHaveChanged() {
        return !changed.isEmpty() || decoded.values().stream().anyMatch(this::isToBeCompared);
    }

    /**
     * Takes over what the nodes hold after a save. What others have changed meanwhile is decoded anew when it is asked for,
     * so that an old value of this request is never saved over it. What was written itself is no longer what it was
     * decoded from.
     *
     * @param now what the nodes hold
     * @param written what this request has changed of it
     */
    synchronized void saved(LwwMap now, Map<String, LwwMap.Entry> written) {
        changed.forEach((name, value) -> {
            if (value == null) {
                decoded.remove(name);
            } else {
                decoded.put(name, DecodedAttribute.saved(name, value));
            }
        });
        decoded.replaceAll((name, attribute) ->
                written.containsKey(name) ? DecodedAttribute.saved(name, attribute.value()) : attribute);
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
