package io.memshare;

import io.memshare.memcached.NodeSecurity;
import io.memshare.node.NodeAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * TLS and credentials of the connections. Immutable.
 *
 * @param general the security of nodes without a security of their own
 * @param single the security of individual nodes
 */
record SecuritySettings(NodeSecurity general, Map<NodeAddress, NodeSecurity> single) {

    SecuritySettings {
        Objects.requireNonNull(general, "security");
        single = Map.copyOf(single);
    }

    SecuritySettings withGeneral(NodeSecurity other) {
        return new SecuritySettings(other, single);
    }

    SecuritySettings with(NodeAddress node, NodeSecurity other) {
        Map<NodeAddress, NodeSecurity> all = new HashMap<>(single);
        all.put(node, other);
        return new SecuritySettings(general, all);
    }

    NodeSecurity of(NodeAddress node) {
        return single.getOrDefault(node, general);
    }
}
