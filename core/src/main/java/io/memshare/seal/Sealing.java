package io.memshare.seal;

import io.memshare.codec.Envelope;
import java.util.List;
import java.util.function.Supplier;

/**
 * Seals and names the records of an application. Safe for use by several threads.
 *
 * <p>The name of a record is the part of its memcached key that identifies it: 32 bytes derived, for example, from a
 * session id. A record may be stored under any of its names; new records get the first.
 */
public interface Sealing {

    /** Uses no keys: records are stored unsealed, and a name is a SHA-256 digest. */
    Sealing NONE = new PlainNames();

    /** Returns the outer form of records. */
    Envelope envelope();

    /**
     * Returns the names of a record.
     *
     * @param kind the kind of record; the same secret has different names for different kinds
     * @param secret the secret by which the record is looked up; not modified
     * @return at least 1 name of 32 bytes, the current name first
     */
    List<byte[]> names(String kind, byte[] secret);

    /**
     * Returns a sealing with keys.
     *
     * @param keys returns the current keys; called for each record and name, so it must not block
     * @param namespace the namespace of the application, for which keys of its own are derived
     * @param plainRecords the treatment of unsealed records and names
     */
    static Sealing by(Supplier<KeyRing> keys, String namespace, PlainRecords plainRecords) {
        return new KeyedSealing(new NamespaceKeys(keys, namespace), plainRecords);
    }
}
