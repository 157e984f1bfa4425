package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.RecordId;
import io.memshare.node.Key;
import org.junit.jupiter.api.Test;

class OpenedRecordsTests {

    private static final int LENGTH = 100;
    private static final int EACH = 2 * LENGTH + OpenedRecords.OVERHEAD_BYTES;

    private final NamespaceKey key = new NamespaceKey(TestKeys.A, "memshare");
    private final OpenedRecords records = new OpenedRecords(32 * EACH);

    private static RecordId record(int number) {
        return new RecordId("memshare", "session", Key.of("memshare:s:" + number));
    }

    private static byte[] bytes(int length, int content) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) content;
        return bytes;
    }

    private void remember(int number) {
        records.remember(record(number), key, bytes(LENGTH, number), bytes(LENGTH, -number));
    }

    private byte[] find(int number) {
        return records.find(record(number), key, bytes(LENGTH, number));
    }

    @Test
    void isFoundByItsPlaceItsKeyAndExactlyItsBytes() {
        remember(1);

        assertThat(find(1)).isEqualTo(bytes(LENGTH, -1));
        assertThat(records.find(record(2), key, bytes(LENGTH, 1))).isNull();
        assertThat(records.find(record(1), key, bytes(LENGTH, 2))).isNull();
        assertThat(records.find(record(1), key, bytes(LENGTH + 1, 1))).isNull();
        NamespaceKey sameAgain = new NamespaceKey(TestKeys.A, "memshare");
        assertThat(records.find(record(1), sameAgain, bytes(LENGTH, 1))).isNull();
    }

    @Test
    void aLaterStateReplacesTheEarlierOne() {
        remember(1);
        records.remember(record(1), key, bytes(LENGTH, 7), bytes(LENGTH, 8));

        assertThat(find(1)).isNull();
        assertThat(records.find(record(1), key, bytes(LENGTH, 7))).isEqualTo(bytes(LENGTH, 8));
    }

    @Test
    void theLeastRecentlyUsedRecordIsDroppedFirst() {
        for (int number = 1; number <= 32; number++) {
            remember(number);
        }
        assertThat(find(1)).isNotNull();
        remember(33);

        assertThat(find(2)).isNull();
        assertThat(find(1)).isNotNull();
        assertThat(find(33)).isNotNull();
    }

    @Test
    void whatWasReplacedOrDroppedTakesNoRoom() {
        for (int round = 0; round < 1000; round++) {
            remember(1 + round % 32);
            remember(1 + round % 32);
        }

        for (int number = 1; number <= 32; number++) {
            assertThat(find(number)).as("record %d", number).isNotNull();
        }
    }

    @Test
    void aLargeRecordReplacesNoOtherAndIsNotFoundByItsEarlierBytes() {
        remember(1);
        remember(2);
        records.remember(record(1), key, bytes(LENGTH + 1, 1), bytes(LENGTH, 1));

        assertThat(find(1)).isNull();
        assertThat(records.find(record(1), key, bytes(LENGTH + 1, 1))).isNull();
        assertThat(find(2)).isNotNull();
    }
}
