package io.memshare.autoconfigure;

import io.memshare.codec.Envelope;
import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The sealing configured by {@link MemshareEncryptionProperties}. Must be closed. Safe for use by several threads. */
final class ConfiguredSealing implements Sealing, AutoCloseable {

    private static final Log LOG = LogFactory.getLog(ConfiguredSealing.class);
    private static final String PREFIX = "memshare.encryption.";

    private final Sealing sealing;
    private final @Nullable ReloadedKeys reloaded;

    private ConfiguredSealing(Sealing sealing, @Nullable ReloadedKeys reloaded) {
        this.sealing = sealing;
        this.reloaded = reloaded;
    }

    /**
     * Reads the keys, and warns if records are unprotected.
     *
     * @param properties the properties
     * @param namespace the namespace of the application
     * @throws InvalidMemsharePropertyException if a property is invalid
     */
    static ConfiguredSealing of(MemshareEncryptionProperties properties, String namespace) {
        boolean located = StringUtils.hasText(properties.keyLocation());
        check(properties, located);
        if (located) {
            ReloadedKeys reloaded = ReloadedKeys.start(new KeyLocation(String.valueOf(properties.keyLocation())));
            return new ConfiguredSealing(by(reloaded, properties, namespace), reloaded);
        }
        if (properties.keys().isEmpty()) {
            LOG.warn("memshare.encryption.keys is not set: any client that can connect to a memcached node can read"
                    + " every session, change it and log in as any user. Make a key with"
                    + " 'openssl rand -base64 32'.");
            return new ConfiguredSealing(Sealing.NONE, null);
        }
        KeyRing ring = new KeyTexts(
                        KeyTexts.ofProperty(PREFIX + "keys", properties.keys()),
                        KeyTexts.ofProperty(PREFIX + "name-keys", properties.nameKeys()))
                .ring();
        return new ConfiguredSealing(by(() -> ring, properties, namespace), null);
    }

    private static void check(MemshareEncryptionProperties properties, boolean located) {
        boolean listed = !properties.keys().isEmpty() || !properties.nameKeys().isEmpty();
        if (located && listed) {
            throw invalid(
                    "key-location",
                    String.valueOf(properties.keyLocation()),
                    "keys are listed as well",
                    "Set either memshare.encryption.key-location or memshare.encryption.keys. In a directory,"
                            + " files whose names begin with name-key hold the keys of names.");
        }
        boolean none = !located && properties.keys().isEmpty();
        if (none && properties.required()) {
            throw invalid(
                    "required",
                    "true",
                    "there are no keys",
                    "Set memshare.encryption.keys to a key made by 'openssl rand -base64 32', the same on"
                            + " every application server, or memshare.encryption.key-location to a file with it.");
        }
        if (none && listed) {
            throw invalid(
                    "name-keys",
                    KeyTexts.HIDDEN,
                    "there are no keys for the records themselves",
                    "Set memshare.encryption.keys, too.");
        }
        PlainRecords plain = properties.plainRecords();
        if (plain == PlainRecords.WRITE && properties.required()) {
            throw invalid(
                    "plain-records",
                    "write",
                    "it stores records unencrypted, and memshare.encryption.required forbids that",
                    "Set memshare.encryption.plain-records to refuse, or to read for the time of a change.");
        }
    }

    private static Sealing by(Supplier<KeyRing> keys, MemshareEncryptionProperties properties, String namespace) {
        PlainRecords plain = properties.plainRecords();
        if (plain != PlainRecords.REFUSE) {
            LOG.warn("memshare.encryption.plain-records is " + plain.name().toLowerCase(Locale.ROOT)
                    + ": any client that can connect to a memcached node can forge sessions"
                    + (plain == PlainRecords.WRITE ? " and read new ones" : "")
                    + ". Remove the property when the change is over.");
        }
        return Sealing.by(keys, namespace, plain);
    }

    private static InvalidMemsharePropertyException invalid(String name, String value, String reason, String action) {
        return new InvalidMemsharePropertyException(PREFIX + name, value, reason, action);
    }

    @Override
    public Envelope envelope() {
        return sealing.envelope();
    }

    @Override
    public List<byte[]> names(String kind, byte[] secret) {
        return sealing.names(kind, secret);
    }

    @Override
    public void close() {
        if (reloaded != null) {
            reloaded.close();
        }
    }
}
