package io.memshare.autoconfigure;

import io.memshare.seal.PlainRecords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the encryption of everything that is kept in memcached. Immutable. It prints without the keys.
 *
 * @param keys Comma-separated list of keys, each 32 random bytes in base64, the same on every application server. First
 *     one encrypts, every one decrypts.
 * @param nameKeys Comma-separated list of keys that hide the names of records, each 32 random bytes in base64. First
 *     one names, every one finds. By default those of the encryption.
 * @param keyLocation File with one key a line, or directory of such files, in place of the keys. Read again when it
 *     changes.
 * @param required Whether to refuse to start without keys.
 * @param plainRecords Treatment of records that are not encrypted, for the time of a change from plain records or back
 *     to them.
 */
@ConfigurationProperties("memshare.encryption")
public record MemshareEncryptionProperties(
        @DefaultValue List<String> keys,
        @DefaultValue List<String> nameKeys,
        @Nullable String keyLocation,
        @DefaultValue("false") boolean required,
        @DefaultValue("refuse") PlainRecords plainRecords) {

    @Override
    public String toString() {
        return "MemshareEncryptionProperties[" + keys.size() + " keys, " + nameKeys.size() + " name keys, keyLocation="
                + keyLocation + ", required=" + required + ", plainRecords=" + plainRecords + "]";
    }
}
