package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LwwRegisterTests implements MergeLaws<LwwRegister> {

    @Override
    public LwwRegister generate(Generator generator) {
        return generator.register();
    }

    @Override
    public LwwRegister merge(LwwRegister left, LwwRegister right) {
        return left.merge(right);
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
