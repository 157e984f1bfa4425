package io.memshare.autoconfigure.endpoint;

import io.memshare.NodeListReport;
import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of nodes as shown by the endpoint.
 *
 * @param epoch the number of the state of the list; 0 for the configured list
 * @param phase stable; filling, while new nodes are filled and the former list is trusted; switched, while the new list
 *     is trusted and the former nodes are still written to
 * @param nodes the trusted nodes
 * @param others the nodes of the other list while the list is changed, otherwise null
 * @param foreign the lists of other application servers that do not fit this list
 */
record NodeListDescriptor(
        long epoch,
        String phase,
        List<String> nodes,
        @Nullable List<String> others,
        List<List<String>> foreign) {

    static NodeListDescriptor of(NodeListReport list) {
        return new NodeListDescriptor(
                list.epoch(),
                NodeDescriptor.lower(list.phase()),
                texts(list.nodes()),
                list.phase() == ListState.Phase.STABLE ? null : texts(list.others()),
                list.foreign());
    }

    private static List<String> texts(List<NodeAddress> nodes) {
        return nodes.stream().map(NodeAddress::toString).toList();
    }
}
