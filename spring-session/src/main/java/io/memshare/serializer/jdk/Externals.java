package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.SessionTypes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * Inspects byte arrays within a stream: Web Flow deserializes the snapshot of a flow by itself, without a filter. The
 * bytes of the snapshot are inspected in the same way as the stream that contains them, within the same limits. A
 * snapshot has no snapshots in it.
 */
final class Externals {

    private static final String SNAPSHOT =
            "org.springframework.webflow.execution.repository.snapshot.SerializedFlowExecutionSnapshot";

    private final SessionTypes types;
    private final Limits limits;
    private final boolean isWithin;

    /**
     * Creates an inspection.
     *
     * @param isWithin whether the stream is itself that of a snapshot
     */
    Externals(SessionTypes types, Limits limits, boolean isWithin) {
        this.types = types;
        this.limits = limits;
        this.isWithin = isWithin;
    }

    boolean isInspected(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getName().equals(SNAPSHOT)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Inspects the data of a snapshot: the length of its bytes, the bytes, and whether they are compressed.
     *
     * @throws AttributeSerializationException if the snapshot contains anything that may not be read
     */
    void inspect(Blocks blocks) {
        if (isWithin) {
            throw new AttributeSerializationException("a snapshot within a snapshot is not read", null);
        }
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(blocks.toByteArray()))) {
            int length = data.readInt();
            if (length < 0 || length > data.available()) {
                throw new MalformedStreamException("a snapshot ends early");
            }
            byte[] inner = data.readNBytes(length);
            byte[] stream = data.readBoolean()
                    ? limits.inner().uncompressed(inner)
                    : limits.inner().plain(inner);
            limits.memory().extend(stream.length);
            new StreamInspection(stream, types, limits, true).inspect();
        } catch (IOException ex) {
            throw AttributeSerializationException.failed("a snapshot cannot be read", ex);
        }
    }
}
