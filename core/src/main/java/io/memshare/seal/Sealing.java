package io.memshare.seal;

import io.memshare.codec.Envelope;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the records of one application are sealed and named. Safe for use by several threads.
 *
 * <p>A name is what the key of a record in memcached tells of it: 32 bytes made of, say, a session id. A record may be found
 * under each of its names; new ones get the first.
 */
public interface Sealing {

    /** Without keys: records are stored as they are, and a name is a SHA-256. */
    Sealing NONE = new PlainNames();

    /** Returns the outer form of records. */
    Envelope envelope();

    /**
     * Returns the names of a record.
     *
     * @param kind the kind of record; one thing has different names as different kinds
     * @param secret what the record is asked for by, not changed
     * @return at least one name, the present one first; of 32 bytes each
     */
    List<byte[]> names(String kind, byte[] secret);

    /**
     * Returns a sealing by keys.
     *
     * @param keys returns the present keys; asked for each record and name, so it must not block
     * @param namespace the namespace of the application, which gets keys of its own
     * @param plainRecords what is done with what is not sealed
     */
    static Sealing by(Supplier<KeyRing> keys, String namespace, PlainRecords plainRecords) {
        return new KeyedSealing(new NamespaceKeys(keys, namespace), plainRecords);
    }
}
