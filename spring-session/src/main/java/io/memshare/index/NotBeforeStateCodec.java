package io.memshare.index;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.LwwMap;

/**
 * Encodes not-before times in the {@link EntriesLayout}, with the end of each entry. Safe for use by several threads.
 */
final class NotBeforeStateCodec implements RecordCodec<NotBeforeState> {

    @Override
    public byte[] encode(NotBeforeState state) {
        return new EntriesLayout(state.lifetimeSeconds(), state.entries()).encode();
    }

    @Override
    public NotBeforeState decode(byte[] bytes) throws MalformedRecordException {
        EntriesLayout layout = EntriesLayout.decode(bytes);
        check(layout.entries());
        return new NotBeforeState(layout.lifetimeSeconds(), layout.entries());
    }

    private static void check(LwwMap entries) throws MalformedRecordException {
        for (String name : entries.names()) {
            byte[] value = entries.value(name);
            if (value == null || NotBeforeState.Until.of(value).endSeconds() < 0) {
                throw new MalformedRecordException("an entry has no end", EntriesLayout.START);
            }
            if (!NotBeforeEntries.isName(name)) {
                throw new MalformedRecordException("an entry has no name of a slice or a value", EntriesLayout.START);
            }
        }
    }
}
