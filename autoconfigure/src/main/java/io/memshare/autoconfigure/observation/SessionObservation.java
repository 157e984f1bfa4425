package io.memshare.autoconfigure.observation;

import io.memshare.session.SessionObserver.Operation;
import io.memshare.session.SessionObserver.Outcome;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;
import java.util.Locale;

/** The observations of memshare. {@code docs/metrics.md} describes them. */
enum SessionObservation implements ObservationDocumentation {
    /** A session is found on the nodes. */
    FIND("memshare.session.find", "find session"),
    /** A new or changed session is written to the nodes. */
    SAVE("memshare.session.save", "save session");

    private final String observationName;
    private final String spanName;

    SessionObservation(String observationName, String spanName) {
        this.observationName = observationName;
        this.spanName = spanName;
    }

    static SessionObservation of(Operation operation) {
        return operation == Operation.FIND ? FIND : SAVE;
    }

    static KeyValue outcome(Outcome outcome) {
        return KeyValue.of(LowCardinality.OUTCOME, outcome.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String getName() {
        return observationName;
    }

    @Override
    public String getContextualName() {
        return spanName;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return LowCardinality.values();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return HighCardinality.values();
    }

    @Override
    public String getPrefix() {
        return "";
    }

    /** The keys of timers and spans. Each has few values. */
    enum LowCardinality implements KeyName {
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }

    /** The keys of spans. */
    enum HighCardinality implements KeyName {
        ASKED {
            @Override
            public String asString() {
                return "memshare.replicas.asked";
            }
        },
        ANSWERED {
            @Override
            public String asString() {
                return "memshare.replicas.answered";
            }
        },
        REPAIRED {
            @Override
            public String asString() {
                return "memshare.replicas.repaired";
            }
        }
    }
}
