package io.memshare.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.codec.MalformedRecordException;
import io.memshare.replication.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Records that consist of entries merge, and have the bytes of {@code docs/record-format.md}. */
abstract class EntriesContract<S> {

    private final RecordCodec<S> codec;
    private final RecordType<S> type;
    private final String frozenBytes;
    private final S frozen;
    private final List<S> states = new ArrayList<>();

    /**
     * Creates a test.
     *
     * @param frozenBytes the bytes that {@code docs/record-format.md} works through, as hexadecimal digits
     * @param frozen the state with these bytes
     * @param empty the state without entries
     * @param random makes a state of few names and times near each other
     */
    EntriesContract(
            RecordCodec<S> codec,
            RecordType<S> type,
            String frozenBytes,
            S frozen,
            S empty,
            Function<Random, S> random) {
        this.codec = codec;
        this.type = type;
        this.frozenBytes = frozenBytes;
        this.frozen = frozen;
        states.add(empty);
        Random seeded = new Random(1);
        for (int i = 0; i < 30; i++) {
            states.add(random.apply(seeded));
        }
    }

    @Test
    void encodesToTheFrozenBytes() {
        assertThat(HexFormat.of().formatHex(codec.encode(frozen))).isEqualTo(frozenBytes);
    }

    @Test
    void decodesTheFrozenBytes() throws MalformedRecordException {
        assertThat(codec.decode(HexFormat.of().parseHex(frozenBytes))).isEqualTo(frozen);
    }

    @Test
    void everyOtherLengthIsRefused() {
        byte[] bytes = HexFormat.of().parseHex(frozenBytes + "00");
        for (int length = 0; length <= bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (length != bytes.length - 1) {
                assertThatExceptionOfType(MalformedRecordException.class)
                        .as("%s bytes", length)
                        .isThrownBy(() -> codec.decode(cut));
            }
        }
    }

    @Test
    void aLaterFormatIsForeignAndNotDamaged() {
        byte[] bytes = HexFormat.of().parseHex("02" + frozenBytes.substring(2));
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec.decode(bytes))
                .satisfies(refused -> assertThat(refused.isUnknownFormat()).isTrue());
    }

    @Test
    void mergeIsCommutative() {
        for (S left : states) {
            states.forEach(right -> assertThat(type.merge(left, right)).isEqualTo(type.merge(right, left)));
        }
    }

    @Test
    void mergeIsAssociative() {
        for (S left : states) {
            for (S middle : states) {
                states.forEach(right -> assertThat(type.merge(type.merge(left, middle), right))
                        .isEqualTo(type.merge(left, type.merge(middle, right))));
            }
        }
    }

    @Test
    void mergeIsIdempotent() {
        states.forEach(state -> assertThat(type.merge(state, state)).isSameAs(state));
    }
}
