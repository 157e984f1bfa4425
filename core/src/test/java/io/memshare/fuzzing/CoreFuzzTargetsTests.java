package io.memshare.fuzzing;

import io.memshare.completeness.ControlRecordFuzzer;
import io.memshare.memcached.MetaReplyFuzzer;
import io.memshare.memcached.MetadumpFuzzer;
import io.memshare.node.NodeAddressFuzzer;
import io.memshare.seal.SealedRecordFuzzer;
import java.util.Map;

class CoreFuzzTargetsTests extends FuzzTargets {

    CoreFuzzTargetsTests() {
        super(Map.of(
                "MetaReplyFuzzer", MetaReplyFuzzer::fuzzerTestOneInput,
                "MetadumpFuzzer", MetadumpFuzzer::fuzzerTestOneInput,
                "NodeAddressFuzzer", NodeAddressFuzzer::fuzzerTestOneInput,
                "ControlRecordFuzzer", ControlRecordFuzzer::fuzzerTestOneInput,
                "SealedRecordFuzzer", SealedRecordFuzzer::fuzzerTestOneInput));
    }
}
