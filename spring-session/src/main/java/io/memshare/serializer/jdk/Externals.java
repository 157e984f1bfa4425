package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.SessionTypes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Inspects byte arrays within a stream: Web Flow deserializes the snapshot of a flow by itself, without a filter. The
 * bytes of the snapshot are inspected in the same way as the stream that contains them.
 */
final class Externals {

    private static final String SNAPSHOT =
            "org.springframework.webflow.execution.repository.snapshot.SerializedFlowExecutionSnapshot";
    private static final int LONGEST = 16 * 1024 * 1024;

    private final SessionTypes types;

    Externals(SessionTypes types) {
        this.types = types;
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
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(blocks.toByteArray()))) {
            int length = data.readInt();
            if (length < 0 || length > data.available()) {
                throw new MalformedStreamException("a snapshot ends early");
            }
            byte[] inner = data.readNBytes(length);
            new StreamInspection(data.readBoolean() ? uncompressed(inner) : inner, types).inspect();
        } catch (IOException ex) {
            throw AttributeSerializationException.failed("a snapshot cannot be read", ex);
        }
    }

    private static byte[] uncompressed(byte[] compressed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (in.read() >= 0) {
                throw new MalformedStreamException("a snapshot is too long");
            }
            return bytes;
        }
    }
}
