package io.memshare.serializer.form;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.jdk.NotStoredException;
import io.memshare.serializer.json.UnfaithfulException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a value is not kept: which type, where in the value, the reason, and how to fix it. The message names
 * types and fields, never values.
 */
final class Refusal {

    private Refusal() {}

    static AttributeSerializationException of(
            Object value, NotStoredException notStored, @Nullable UnfaithfulException unfaithful) {
        if (unfaithful != null && unfaithful.bean() != null) {
            String reason = unfaithful.reason().substring("it ".length());
            return new AttributeSerializationException(subject(value, unfaithful.bean()) + " " + reason, null);
        }
        Object culprit = notStored.culprit();
        StringBuilder message =
                new StringBuilder(subject(value, culprit)).append(' ').append(notStored.reason());
        if (unfaithful != null && !(culprit instanceof Serializable) && unfaithful.type() != culprit.getClass()) {
            message.append(", and the value is not stored by its fields ").append(reason(unfaithful));
        }
        return new AttributeSerializationException(message.toString(), notStored.failure());
    }

    private static String reason(UnfaithfulException unfaithful) {
        return "(" + unfaithful.type().getTypeName() + ": " + unfaithful.reason() + ")";
    }

    private static String subject(Object value, Object culprit) {
        String type = culprit.getClass().getTypeName();
        if (culprit == value) {
            return type;
        }
        String path = PathSearch.path(value, culprit);
        return type + (path == null ? ", inside " : ", which is " + path + " of ")
                + value.getClass().getTypeName() + ",";
    }
}
