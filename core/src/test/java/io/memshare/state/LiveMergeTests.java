package io.memshare.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.ForSeeds;
import io.memshare.crdt.Generator;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.MergeLaws;

class LiveMergeTests implements MergeLaws<SessionState> {

    @Override
    public SessionState generate(Generator generator) {
        return GeneratedStates.live(generator);
    }

    @Override
    public SessionState merge(SessionState left, SessionState right) {
        return left.merge(right);
    }

    @ForSeeds
    void isAsLateAsTheLaterOne(Generator generator) {
        SessionState a = generate(generator);
        SessionState b = generate(generator);

        assertThat(merge(a, b).latest()).isEqualTo(HybridTimestamp.max(a.latest(), b.latest()));
    }
}
