package io.memshare.autoconfigure.endpoint;

import io.memshare.Memshare;
import io.memshare.StoreReport;
import io.memshare.diagnosis.Finding;
import io.memshare.node.NodeAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The endpoint {@code memshare}: shows the knowledge of this application server about the nodes, and offers actions on
 * a node. Shows neither ids nor attributes. Thread-safe.
 */
@WebEndpoint(id = "memshare")
public final class MemshareEndpoint {

    private final Memshare memshare;
    private final NodeListChanges changes;
    private final RecentEvents events;

    MemshareEndpoint(Memshare memshare, RecentEvents events) {
        this.memshare = memshare;
        this.changes = new NodeListChanges(memshare);
        this.events = events;
    }

    /** The actions on a node. */
    public enum NodeAction {
        /** Compares all records of the node with those of the other nodes, and copies the records that it lacks. */
        REBUILD,
        /** Adds the node to the list of nodes on all application servers. */
        ADD,
        /** Removes the node from the list of nodes on all application servers, after its records are elsewhere. */
        REMOVE
    }

    /**
     * The content of the endpoint.
     *
     * @param served which sessions can be served: all, some or none
     * @param namespace the prefix of all keys
     * @param copies the number of copies of each session
     * @param list the list of nodes, and how far a change of it has come
     * @param nodes the nodes by their addresses, in the order of the settings; nodes that were added are last
     * @param findings the settings of nodes and of other application servers that are wrong, with their remedies
     * @param events the events of the last 15 minutes, the newest first
     */
    record StoreDescriptor(
            String served,
            String namespace,
            int copies,
            NodeListDescriptor list,
            Map<String, NodeDescriptor> nodes,
            List<String> findings,
            List<RecentEvents.Event> events) {}

    /** Returns the knowledge about the nodes. Queries no node. */
    @ReadOperation
    public StoreDescriptor store() {
        StoreReport report = memshare.report();
        Instant now = memshare.clock().instant();
        Map<String, NodeDescriptor> nodes = new LinkedHashMap<>();
        report.nodes().forEach(node -> nodes.put(node.status().address().toString(), NodeDescriptor.of(node, now)));
        return new StoreDescriptor(
                NodeDescriptor.lower(report.service()),
                memshare.settings().namespace(),
                report.redundancy(),
                NodeListDescriptor.of(report.list()),
                nodes,
                memshare.findings().stream().map(Finding::text).toList(),
                events.latest());
    }

    /**
     * The result of an action.
     *
     * @param accepted whether it will be carried out
     * @param reason the reason if it will not be carried out, otherwise null
     */
    record ActionDescriptor(boolean accepted, @Nullable String reason) {}

    /**
     * Performs an action on a node.
     *
     * @param node the address of the node, as in the settings
     * @param action the action
     * @return status 202 if it will be carried out, 404 if the node does not exist, 409 and the reason if it is not
     *     possible now
     */
    @WriteOperation
    public WebEndpointResponse<ActionDescriptor> act(@Selector String node, @Selector NodeAction action) {
        NodeAddress address;
        try {
            address = NodeAddress.parse(node);
        } catch (IllegalArgumentException ex) {
            return noSuchNode();
        }
        return switch (action) {
            case REBUILD -> rebuild(address);
            case ADD -> changes.add(address);
            case REMOVE -> changes.remove(address);
        };
    }

    /**
     * Replaces the list of nodes on all application servers.
     *
     * @param nodes the new nodes, each written as in {@code memshare.nodes}
     * @return status 202 if the change has begun, 400 or 409 and the reason otherwise
     */
    @WriteOperation
    public WebEndpointResponse<ActionDescriptor> replace(List<String> nodes) {
        return changes.replace(nodes);
    }

    static WebEndpointResponse<ActionDescriptor> noSuchNode() {
        return refusal(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such node");
    }

    private WebEndpointResponse<ActionDescriptor> rebuild(NodeAddress address) {
        return switch (memshare.rebuild(address).join()) {
            case ACCEPTED -> accepted();
            case NO_SUCH_NODE -> noSuchNode();
            case NODE_DOWN -> conflict("the node is down; it is rebuilt when it is back, if it has missed anything");
            case NO_OTHER_COMPLETE -> conflict("no other node is complete and could replace it");
            case SWITCHED_OFF -> conflict("memshare.rebuild.enabled is false");
            case NOT_TAKEN -> conflict("the node did not accept the request; try again");
        };
    }

    static WebEndpointResponse<ActionDescriptor> accepted() {
        return new WebEndpointResponse<>(new ActionDescriptor(true, null), 202);
    }

    static WebEndpointResponse<ActionDescriptor> conflict(String reason) {
        return refusal(409, reason);
    }

    static WebEndpointResponse<ActionDescriptor> refusal(int status, String reason) {
        return new WebEndpointResponse<>(new ActionDescriptor(false, reason), status);
    }
}
