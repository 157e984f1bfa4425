package io.memshare.fuzzing;

import io.memshare.serializer.form.JdkAttributeFuzzer;
import io.memshare.serializer.form.JsonAttributeFuzzer;
import io.memshare.session.StampFuzzer;
import io.memshare.state.SessionRecordFuzzer;
import java.util.Map;

class SessionFuzzTargetsTests extends FuzzTargets {

    SessionFuzzTargetsTests() {
        super(Map.of(
                "SessionRecordFuzzer", SessionRecordFuzzer::fuzzerTestOneInput,
                "JsonAttributeFuzzer", JsonAttributeFuzzer::fuzzerTestOneInput,
                "JdkAttributeFuzzer", JdkAttributeFuzzer::fuzzerTestOneInput,
                "StampFuzzer", StampFuzzer::fuzzerTestOneInput));
    }
}
