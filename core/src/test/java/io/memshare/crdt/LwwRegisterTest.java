package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LwwRegisterTest {

    @ForSeeds
    void mergeIsCommutative(Generator generate) {
        LwwRegister a = generate.register();
        LwwRegister b = generate.register();

        assertThat(a.merge(b)).isEqualTo(b.merge(a));
    }

    @ForSeeds
    void mergeIsAssociative(Generator generate) {
        LwwRegister a = generate.register();
        LwwRegister b = generate.register();
        LwwRegister c = generate.register();

        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @ForSeeds
    void mergeIsIdempotent(Generator generate) {
        LwwRegister a = generate.register();
        LwwRegister merged = a.merge(generate.register());

        assertThat(a.merge(new LwwRegister(a.timestamp(), a.value()))).isSameAs(a);
        assertThat(merged.merge(a)).isSameAs(merged);
    }

    @Test
    void theLaterWriteWinsEvenWithASmallerValue() {
        LwwRegister early = new LwwRegister(HybridTimestamp.of(1, 0), 1800);
        LwwRegister late = new LwwRegister(HybridTimestamp.of(1, 1), -1);

        assertThat(early.merge(late)).isSameAs(late);
    }

    @Test
    void theLargerValueWinsAtTheSameTime() {
        LwwRegister never = new LwwRegister(HybridTimestamp.of(1, 0), -1);
        LwwRegister soon = new LwwRegister(HybridTimestamp.of(1, 0), 60);

        assertThat(never.merge(soon)).isSameAs(soon);
    }
}
