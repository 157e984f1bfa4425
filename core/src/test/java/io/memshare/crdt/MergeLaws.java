package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every merge has to obey, so that replicas end equal in whatever order and however often they see changes. A test
 * class of a mergeable type implements it.
 *
 * @param <T> the mergeable type
 */
public interface MergeLaws<T> {

    T generate(Generator generator);

    T merge(T left, T right);

    @ForSeeds
    default void mergeIsCommutative(Generator generator) {
        T a = generate(generator);
        T b = generate(generator);

        assertThat(merge(a, b)).isEqualTo(merge(b, a)).hasSameHashCodeAs(merge(b, a));
    }

    @ForSeeds
    default void mergeIsAssociative(Generator generator) {
        T a = generate(generator);
        T b = generate(generator);
        T c = generate(generator);

        assertThat(merge(merge(a, b), c)).isEqualTo(merge(a, merge(b, c)));
    }

    @ForSeeds
    default void mergeIsIdempotent(Generator generator) {
        T a = generate(generator);
        T b = generate(generator);
        T merged = merge(a, b);

        assertThat(merge(a, a)).isSameAs(a);
        assertThat(merge(a, merged)).isEqualTo(merged);
    }

    @ForSeeds
    default void mergeOfNothingNewIsTheSameInstance(Generator generator) {
        T a = generate(generator);
        T b = generate(generator);
        T merged = merge(a, b);

        assertThat(merge(merged, a)).isSameAs(merged);
        assertThat(merge(merged, b)).isSameAs(merged);
        assertThat(merge(merged, merge(b, a))).isSameAs(merged);
    }
}
