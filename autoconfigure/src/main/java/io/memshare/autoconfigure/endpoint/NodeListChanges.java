package io.memshare.autoconfigure.endpoint;

import io.memshare.Memshare;
import io.memshare.NodeListReport;
import io.memshare.autoconfigure.endpoint.MemshareEndpoint.ActionDescriptor;
import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Changes the list of nodes on behalf of an operator. Thread-safe.
 *
 * @param memshare the nodes
 */
record NodeListChanges(Memshare memshare) {

    WebEndpointResponse<ActionDescriptor> add(NodeAddress node) {
        List<NodeAddress> nodes = target();
        if (nodes.contains(node)) {
            return MemshareEndpoint.conflict("the node is in the list already");
        }
        nodes.add(node);
        return change(nodes);
    }

    WebEndpointResponse<ActionDescriptor> remove(NodeAddress node) {
        List<NodeAddress> nodes = target();
        if (!nodes.remove(node)) {
            return MemshareEndpoint.noSuchNode();
        }
        return nodes.isEmpty() ? MemshareEndpoint.conflict("it is the last node") : change(nodes);
    }

    WebEndpointResponse<ActionDescriptor> replace(List<String> texts) {
        List<NodeAddress> nodes = new ArrayList<>();
        for (String text : texts) {
            NodeAddress node;
            try {
                node = NodeAddress.parse(text);
            } catch (IllegalArgumentException ex) {
                return invalid("'" + text + "' is not a node: " + ex.getMessage());
            }
            if (nodes.contains(node)) {
                return invalid("the node " + node + " is listed twice");
            }
            nodes.add(node);
        }
        return nodes.isEmpty() ? invalid("the list names no node") : change(nodes);
    }

    private static WebEndpointResponse<ActionDescriptor> invalid(String reason) {
        return MemshareEndpoint.refusal(WebEndpointResponse.STATUS_BAD_REQUEST, reason);
    }

    /** Returns the nodes that the servers use, or will use after the change that is under way. */
    private List<NodeAddress> target() {
        NodeListReport list = memshare.report().list();
        return new ArrayList<>(list.phase() == ListState.Phase.FILLING ? list.others() : list.nodes());
    }

    private WebEndpointResponse<ActionDescriptor> change(List<NodeAddress> nodes) {
        return switch (memshare.changeNodes(nodes).join()) {
            case ACCEPTED -> MemshareEndpoint.accepted();
            case UNCHANGED -> MemshareEndpoint.conflict("the servers use this list already");
            case NO_SHARED_NODE ->
                MemshareEndpoint.conflict(
                        "the new list has no node of the present list: replace the nodes in two steps");
            case TOO_FEW_NODES -> MemshareEndpoint.conflict("there would be fewer nodes than copies of each session");
            case CHANGING -> MemshareEndpoint.conflict("another change is about to be completed; try again after it");
            case QUORUM ->
                MemshareEndpoint.conflict("with memshare.consistency=quorum the list cannot be changed at run time");
            case REBUILD_OFF -> MemshareEndpoint.conflict("memshare.rebuild.enabled is false");
            case NOT_TAKEN -> MemshareEndpoint.conflict("no node took it, or another server was faster; try again");
        };
    }
}
