package io.memshare.replication;

import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.util.ArrayList;
import java.util.List;

/** Extends the time to live of the replicas of a record. Not awaited, and harmless if it fails. */
record Touches<S>(
        RecordType<S> type,
        RecordRetention<S> retention,
        Key key,
        Completeness completeness,
        ReplicationListener listener) {

    /** Extends the time to live of the replicas that hold a state; returns their content if the touches arrive. */
    Replicas extend(int checksum, TimeToLive timeToLive, Replicas replicas) {
        List<ReplicaState> touched = new ArrayList<>(replicas.replicaStates());
        for (int i = 0; i < touched.size(); i++) {
            boolean shorter = touched.get(i) instanceof ReplicaState.Present present
                    && present.checksum() == checksum
                    && RecordRetention.gains(present, timeToLive);
            if (shorter || touched.get(i) instanceof ReplicaState.Unread) {
                Replica node = replicas.nodes().get(i);
                Background.run(
                        "touching a record",
                        node.send(new Request.Touch(key, timeToLive)).thenAccept(reply -> {
                            if (reply instanceof Reply.Unavailable) {
                                completeness.missedTouch(node.address());
                            }
                            correct(node, checksum, reply);
                            spareLater(node, checksum, timeToLive, reply);
                        }));
                if (touched.get(i) instanceof ReplicaState.Present present) {
                    touched.set(i, new ReplicaState.Present(present.token(), checksum, timeToLive.seconds()));
                }
            }
        }
        return replicas.with(touched);
    }

    /**
     * Corrects the time to live of a state that was touched by mistake. The touch was meant for another state, and may
     * have shortened the life of a tombstone, or restored the former idle time of a session.
     */
    private void correct(Replica node, int checksum, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.checksum() != checksum) {
            Background.run(
                    "checking a record that was touched",
                    node.send(new Request.Get(key, true)).thenAccept(answer -> {
                        Reconciliation<S> found =
                                new Reconciliation<>(type, key, List.of(node), List.of(node), listener);
                        found.take(0, answer);
                        S state = found.merged();
                        if (state != null) {
                            TimeToLive right = retention.misdirected(state, hit.secondsLeft());
                            Background.run("touching a record", node.send(new Request.Touch(key, right)));
                        }
                    }));
        }
    }

    /**
     * Restores a longer time to live, if the touch arrived after a touch with a longer time and shortened the life of
     * the record.
     */
    private void spareLater(Replica node, int checksum, TimeToLive timeToLive, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.checksum() == checksum) {
            RecordRetention.shortened(timeToLive, hit.secondsLeft())
                    .ifPresent(
                            before -> Background.run("touching a record", node.send(new Request.Touch(key, before))));
        }
    }
}
