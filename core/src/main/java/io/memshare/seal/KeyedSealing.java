package io.memshare.seal;

import io.memshare.codec.Envelope;
import java.util.ArrayList;
import java.util.List;

/** Seals records and creates names with keys. */
final class KeyedSealing implements Sealing {

    private final NamespaceKeys keys;
    private final PlainRecords plainRecords;
    private final Envelope envelope;

    KeyedSealing(NamespaceKeys keys, PlainRecords plainRecords) {
        this.keys = keys;
        this.plainRecords = plainRecords;
        this.envelope = new SealingEnvelope(keys, plainRecords);
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public List<byte[]> names(String kind, byte[] secret) {
        List<byte[]> names = new ArrayList<>(1);
        if (plainRecords == PlainRecords.WRITE) {
            names.add(PlainNames.digest(secret));
        }
        for (NamespaceKey key : keys.nameKeys()) {
            names.add(key.name(kind, secret));
        }
        if (plainRecords == PlainRecords.READ) {
            names.add(PlainNames.digest(secret));
        }
        return names;
    }
}
