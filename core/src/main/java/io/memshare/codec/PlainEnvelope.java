package io.memshare.codec;

/** Stores the bytes of the codec unchanged. */
final class PlainEnvelope implements Envelope {

    @Override
    public byte[] wrap(RecordId record, byte[] plain) {
        return plain;
    }

    @Override
    public boolean isCurrent(byte[] stored) {
        return true;
    }

    @Override
    public byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException {
        if (stored.length > 0 && (stored[0] & 0xFF) >= LOWEST_FORMAT) {
            throw MalformedRecordException.unknownEnvelope(stored[0] & 0xFF);
        }
        return stored;
    }
}
