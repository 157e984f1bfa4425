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
import org.springframework.session.SaveMode;

/**
 * The attributes of a session from the perspective of a single request: decoded on access, encoded on save, and saved
 * only if they differ from the stored values. Safe for use by several threads, because threads of an asynchronous
 * request may still be running while it ends; the values are as thread-safe as the application makes them.
 */
final class SessionAttributes {

    private final AttributeSerializer serializer;
    private final Comparison comparison;
    private final SaveMode saveMode;
    private final UnreadableAttributes reported;
    private final Map<String, DecodedAttribute> decoded = new HashMap<>();
    private final Map<String, @Nullable Object> changed = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    /** What earlier requests have left, and this one has not read. */
    private final Map<String, IdleValue> idle;

    private LwwMap stored;

    /**
     * Creates the attributes.
     *
     * @param stored the state of the nodes
     * @param serializer decodes and encodes values
     * @param saveMode whether saving also compares attributes that were only read; an attribute that was not decoded
     *     cannot have changed
     * @param reported is told of values that cannot be read
     * @param idle values that an earlier request has left, by name; owned by this object from now on
     */
    SessionAttributes(
            LwwMap stored,
            AttributeSerializer serializer,
            SaveMode saveMode,
            UnreadableAttributes reported,
            Map<String, IdleValue> idle) {
        this.stored = stored;
        this.serializer = serializer;
        this.comparison = new Comparison(serializer);
        this.saveMode = saveMode;
        this.reported = reported;
        this.idle = idle;
    }

    /** Returns the state of the nodes. */
    synchronized LwwMap stored() {
        return stored;
    }

    synchronized @Nullable Object get(String name) {
        if (changed.containsKey(name)) {
            return changed.get(name);
        }
        DecodedAttribute known = decoded.get(name);
        return known != null ? known.value() : decode(name);
    }

    private @Nullable Object decode(String name) {
        byte[] bytes = unreadable.contains(name) || HiddenAttributes.isHidden(name) ? null : stored.value(name);
        if (bytes == null) {
            return null;
        }
        try {
            DecodedAttribute attribute = DecodedAttribute.of(name, decoded(name, bytes));
            decoded.put(name, attribute);
            return attribute.value();
        } catch (AttributeSerializationException ex) {
            unreadable.add(name);
            reported.report(name, String.valueOf(ex.getMessage()));
            return null;
        }
    }

    /** Decodes a value unless an earlier request has left it. Watches it only if the result will be used. */
    private AttributeSerializer.Decoded decoded(String name, byte[] bytes) {
        IdleValue left = idle.remove(name);
        if (left != null && left.standsFor(bytes)) {
            return left.decoded();
        }
        return saveMode == SaveMode.ON_GET_ATTRIBUTE
                ? serializer.decodeForUpdate(bytes)
                : new AttributeSerializer.Decoded(serializer.decode(bytes), () -> true);
    }

    /** Returns the names of the attributes, except those whose values cannot be read. */
    synchronized Set<String> names() {
        Set<String> names = new LinkedHashSet<>(stored.names());
        names.addAll(changed.keySet());
        names.removeIf(name -> HiddenAttributes.isHidden(name) || get(name) == null);
        return names;
    }

    /** Returns whether an attribute was asked for that this version of the application cannot read. */
    synchronized boolean hasUnreadable() {
        return !unreadable.isEmpty();
    }

    /**
     * Sets an attribute, or removes it if the value is null.
     *
     * @throws IllegalArgumentException if the name is reserved
     */
    synchronized void set(String name, @Nullable Object value) {
        if (HiddenAttributes.isHidden(name)) {
            throw new IllegalArgumentException("the session attribute '" + PrintableName.of(name) + "' is reserved");
        }
        changed.put(name, value);
    }

    /**
     * Returns the changes to save.
     *
     * @param timestamp the timestamp of the changes
     * @return the attributes that differ from the stored values, possibly none
     * @throws AttributeSerializationException if a value cannot be encoded; the message names the attribute. All such
     *     values are dropped
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

    /** Returns whether a login was exchanged in place that the next save does not store. */
    synchronized boolean hasUnsavedLogin() {
        return decoded.keySet().stream().anyMatch(this::isUnsavedLogin);
    }

    private boolean isUnsavedLogin(String name) {
        DecodedAttribute attribute = decoded.get(name);
        return attribute != null
                && !changed.containsKey(name)
                && attribute.hasOtherLogin()
                && !isToBeCompared(attribute);
    }

    /** Returns an attribute as the next save leaves it, apart from other changes in place. */
    synchronized @Nullable Object saved(String name) {
        byte[] bytes = isUnsavedLogin(name) ? stored.value(name) : null;
        return bytes == null ? get(name) : serializer.decode(bytes);
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
            DecodedAttribute known = decoded.get(name);
            if (!comparison.isSame(before, known == null ? null : known.value(), value, after)) {
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

    /** Reverts an attribute to the stored value, whether it was set or changed in place. */
    synchronized void forget(String name) {
        changed.remove(name);
        decoded.remove(name);
    }

    /**
     * Hands out the values that a later request may use in place of decoding them, at the end of the request.
     * Attributes that are read after that are decoded anew.
     *
     * @return values by name, possibly none; owned by the caller
     */
    synchronized Map<String, IdleValue> release() {
        Map<String, IdleValue> left = new HashMap<>(idle);
        decoded.forEach((name, attribute) -> {
            byte[] bytes = stored.value(name);
            if (bytes != null && attribute.decoded().isUntouched().getAsBoolean()) {
                left.put(name, new IdleValue(bytes, attribute.decoded()));
            }
        });
        decoded.keySet().removeAll(left.keySet());
        idle.clear();
        return left;
    }

    /** Returns whether an attribute was set, removed, or may have been changed in place. */
    synchronized boolean mayHaveChanged() {
        return !changed.isEmpty() || decoded.values().stream().anyMatch(this::isToBeCompared);
    }

    /**
     * Adopts the state of the nodes after a save. Attributes changed by other requests are decoded again on access, so
     * that an old value of this request is never saved over them. For attributes written by this request, the
     * comparison no longer uses the state from which they were decoded.
     *
     * @param now the state of the nodes
     * @param written the changes by this request
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
