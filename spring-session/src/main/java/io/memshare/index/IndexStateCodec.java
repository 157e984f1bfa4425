package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.LwwMap;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Encodes index records in the {@link EntriesLayout}, with an entry for each session. Safe for use by several threads.
 */
final class IndexStateCodec implements RecordCodec<IndexState> {

    /** The name of a record: 32 bytes as base64url without padding. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** 16 bytes or more of such a name. */
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{22,43}");

    @Override
    public byte[] encode(IndexState state) {
        return new EntriesLayout(state.lifetimeSeconds(), state.entries()).encode();
    }

    @Override
    public IndexState decode(byte[] bytes) throws MalformedRecordException {
        EntriesLayout layout = EntriesLayout.decode(bytes);
        check(layout.entries());
        return new IndexState(layout.lifetimeSeconds(), layout.entries());
    }

    private static void check(LwwMap entries) throws MalformedRecordException {
        for (String name : entries.names()) {
            IndexEntry entry = IndexEntry.of(Objects.requireNonNull(entries.value(name)));
            boolean named = NAME.matcher(name).matches()
                    && FAMILY.matcher(entry.family()).matches();
            if (!named || entry.endSeconds() < 0) {
                throw new MalformedRecordException("an entry is not that of a session", 0);
            }
        }
    }
}
