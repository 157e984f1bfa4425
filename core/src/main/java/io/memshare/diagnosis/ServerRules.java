package io.memshare.diagnosis;

import io.memshare.diagnosis.Finding.Kind;
import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares the notices of other application servers with that of this server, without I/O. */
final class ServerRules {

    /** The difference of clocks from which on the order of changes is no longer what a visitor saw. */
    static final Duration TOLERATED = Duration.ofSeconds(1);

    private static final String ALIKE = "on all application servers";

    private ServerRules() {}

    /**
     * Compares a notice of another server.
     *
     * @param left the notice, and when it was written by the clock of its server
     * @param nowMillis the time when it was read, by the clock of this server
     */
    static List<Finding> compare(ServerNotice own, NoticeCodec.Left left, long nowMillis) {
        ServerNotice other = left.notice();
        List<Finding> findings = new ArrayList<>();
        if (!other.use().equals(own.use())) {
            findings.add(new Finding(
                    Kind.OTHER_NODES,
                    null,
                    "(" + other.name() + ") uses the nodes " + other.use() + ", and this server " + own.use(),
                    "set memshare.nodes, memshare.redundancy and memshare.consistency alike " + ALIKE));
        }
        if (other.lifetimeSeconds() != own.lifetimeSeconds()) {
            findings.add(new Finding(
                    Kind.OTHER_LIFETIME,
                    null,
                    "(" + other.name() + ") keeps sessions for " + other.lifetimeSeconds() + " s, and this server for "
                            + own.lifetimeSeconds() + " s",
                    "set spring.session.timeout (or server.servlet.session.timeout) alike " + ALIKE));
        }
        // The notice was written before it was read, so the clocks differ by this much at least.
        long aheadMillis = left.millis() - nowMillis;
        if (aheadMillis > TOLERATED.toMillis()) {
            findings.add(new Finding(
                    Kind.CLOCK_AHEAD,
                    null,
                    "(" + other.name() + ") has a clock that is ahead of this server's by " + aheadMillis
                            + " ms or more, so that of two changes the earlier one may win",
                    "synchronize the clocks of both machines (NTP)"));
        }
        return findings;
    }

    /** Returns the finding if any server reads a notice that was left under another name of the node. */
    static Finding sameProcess(NodeAddress node, String otherName) {
        return new Finding(
                Kind.SAME_PROCESS,
                node,
                "is the same process as node " + otherName + ", so that a record on both has a single copy",
                "remove one of them from memshare.nodes");
    }

    /** Returns the finding if a notice cannot be opened. */
    static Finding otherKeys() {
        return new Finding(
                Kind.OTHER_KEYS,
                null,
                "writes records in this namespace that this server cannot open: its keys differ, or only one of the"
                        + " servers has keys",
                "set memshare.encryption.keys alike " + ALIKE
                        + ", or give the other application another memshare.namespace");
    }
}
