package io.memshare;

import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.seal.Sealing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of {@link MemshareSettings}, in groups that validate themselves. An invalid value causes an
 * {@link IllegalArgumentException} whose message names the setting and the reason. Immutable.
 */
record SettingsGroups(Nodes nodes, Records records, Timeouts timeouts, Rebuild rebuild, SecuritySettings security) {

    record Nodes(List<NodeAddress> addresses, int redundancy, Consistency consistency) {

        Nodes {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("the list of nodes is empty");
            }
            Set<NodeAddress> seen = new HashSet<>();
            for (NodeAddress node : addresses) {
                if (!seen.add(node)) {
                    throw new IllegalArgumentException("the node " + node + " is listed twice");
                }
            }
            if (redundancy < 1 || redundancy > addresses.size()) {
                throw new IllegalArgumentException(
                        "redundancy " + redundancy + " is not between 1 and the number of nodes, " + addresses.size());
            }
            Objects.requireNonNull(consistency, "consistency");
            if (consistency == Consistency.QUORUM && redundancy == 2) {
                throw new IllegalArgumentException(
                        "consistency quorum needs 3 copies of each record or more, and not 2: a"
                                + " majority of 2 copies is both, so a single node that is down would stop its"
                                + " records");
            }
        }

        Nodes withRedundancy(int other) {
            return new Nodes(addresses, other, consistency);
        }

        Nodes withConsistency(Consistency other) {
            return new Nodes(addresses, redundancy, other);
        }
    }

    record Records(String namespace, Duration tombstoneTtl, Duration longestLifetime, Sealing sealing) {

        private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

        Records {
            if (!NAMESPACE.matcher(namespace).matches()) {
                throw new IllegalArgumentException(
                        "the namespace '" + namespace + "' is not 1 to 64 characters of A-Z a-z 0-9 . _ -");
            }
            requireAtLeast(Duration.ofSeconds(1), tombstoneTtl, "tombstoneTtl");
            requireAtLeast(Duration.ofSeconds(1), longestLifetime, "longestLifetime");
            Objects.requireNonNull(sealing, "sealing");
        }

        Records withNamespace(String other) {
            return new Records(other, tombstoneTtl, longestLifetime, sealing);
        }

        Records withTombstoneTtl(Duration other) {
            return new Records(namespace, other, longestLifetime, sealing);
        }

        Records withLongestLifetime(Duration other) {
            return new Records(namespace, tombstoneTtl, other, sealing);
        }

        Records withSealing(Sealing other) {
            return new Records(namespace, tombstoneTtl, longestLifetime, other);
        }
    }

    record Timeouts(Duration request, Duration connect, Duration foundingWait, Duration presence) {

        Timeouts {
            requireAtLeast(Duration.ofMillis(1), request, "timeout");
            requireAtLeast(Duration.ofMillis(1), connect, "connectTimeout");
            requireAtLeast(Duration.ZERO, foundingWait, "foundingWait");
            requireAtLeast(Duration.ofSeconds(1), presence, "presence");
        }

        Timeouts withRequest(Duration other) {
            return new Timeouts(other, connect, foundingWait, presence);
        }

        Timeouts withConnect(Duration other) {
            return new Timeouts(request, other, foundingWait, presence);
        }

        Timeouts withFoundingWait(Duration other) {
            return new Timeouts(request, connect, other, presence);
        }

        Timeouts withPresence(Duration other) {
            return new Timeouts(request, connect, foundingWait, other);
        }
    }

    record Rebuild(boolean enabled, int rate) {

        Rebuild {
            if (rate < 1 || rate > MemshareSettings.HIGHEST_REBUILD_RATE) {
                throw new IllegalArgumentException("a rebuild of " + rate + " records per second is not between 1 and "
                        + MemshareSettings.HIGHEST_REBUILD_RATE);
            }
        }

        Rebuild withEnabled(boolean other) {
            return new Rebuild(other, rate);
        }

        Rebuild withRate(int other) {
            return new Rebuild(enabled, other);
        }
    }

    private static void requireAtLeast(Duration least, Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " " + value + " is shorter than " + least);
        }
    }
}
