package io.memshare;

import io.memshare.memcached.Credentials;
import io.memshare.memcached.NodeSecurity;
import io.memshare.memcached.Tls;
import io.memshare.seal.KeyRing;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.TestKeys;
import io.memshare.testkit.ServerSecurity;
import io.memshare.testkit.TestAuthority;
import io.memshare.testkit.TestIdentity;
import java.util.List;

/**
 * How the nodes of a cluster and what stands in them are protected.
 *
 * @param nodes what the nodes require
 * @param connections what application servers offer
 * @param sealing how application servers seal by default; opens what any server of the tests seals
 */
public record Protection(ServerSecurity nodes, NodeSecurity connections, Sealing sealing) {

    private static final KeyRing KEYS = new KeyRing(List.of(TestKeys.A, TestKeys.B), List.of(TestKeys.A));

    /** Nothing is protected. */
    public static final Protection NONE = new Protection(ServerSecurity.NONE, NodeSecurity.NONE, Sealing.NONE);

    /** TLS with verified certificates on both sides, a password, and sealed records. */
    public static Protection all() {
        TestAuthority servers = new TestAuthority("servers");
        TestAuthority clients = new TestAuthority("clients");
        Tls tls = Tls.of(TestIdentity.context(clients.issue("app"), servers));
        return new Protection(
                ServerSecurity.NONE
                        .withCertificate(servers.issue("127.0.0.1"))
                        .withClientsOf(clients)
                        .withPassword("app", "topsecret"),
                NodeSecurity.tls(() -> tls, new Credentials("app", "topsecret")),
                Sealing.by(() -> KEYS, MemshareSettings.DEFAULT_NAMESPACE, PlainRecords.REFUSE));
    }
}
