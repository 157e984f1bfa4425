package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole text that a person sees when the configuration is wrong, from a real start of a real application. */
@ExtendWith(OutputCaptureExtension.class)
class InvalidMemsharePropertyFailureAnalyzerTests {

    @Test
    void badNodeInAYamlList(CapturedOutput output) {
        assertThat(report(output, "--spring.config.name=bad-node")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.nodes[1]
                    Value: "10.2.2.2;11211"
                    Origin: class path resource [bad-node.yml] - 4:7
                    Reason: entry 2 of 3 is not a node: '10.2.2.2;11211' is not a host name or an IP address

                Action:

                Write each node as host, host:port, [IPv6]:port or tcp://host:port, for example 10.1.1.1:11211; \
                the port is 11211 when none is given.""");
    }

    @Test
    void badNodeInACommaList(CapturedOutput output) {
        assertThat(report(output, "--memshare.nodes=10.1.1.1,udp://10.2.2.2")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.nodes[1]
                    Value: "udp://10.2.2.2"
                    Origin: "memshare.nodes" from property source "commandLineArgs"
                    Reason: entry 2 of 2 is not a node: 'udp://' is not supported, only tcp://

                Action:

                Write each node as host, host:port, [IPv6]:port or tcp://host:port, for example 10.1.1.1:11211; \
                the port is 11211 when none is given.""");
    }

    @Test
    void duplicateNode(CapturedOutput output) {
        assertThat(report(output, "--memshare.nodes=10.1.1.1,10.2.2.2,tcp://10.1.1.1:11211"))
                .isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.nodes[2]
                    Value: "tcp://10.1.1.1:11211"
                    Origin: "memshare.nodes" from property source "commandLineArgs"
                    Reason: entry 3 of 3 is the node 10.1.1.1:11211, and so is entry 1, '10.1.1.1'

                Action:

                List each node once. Two copies of a session on one node protect against nothing.""");
    }

    @Test
    void noNode(CapturedOutput output) {
        assertThat(report(output, "--memshare.nodes=")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.nodes
                    Value: ""
                    Origin: "memshare.nodes" from property source "commandLineArgs"
                    Reason: it names no node, and sessions need at least one

                Action:

                Write each node as host, host:port, [IPv6]:port or tcp://host:port, for example 10.1.1.1:11211; \
                the port is 11211 when none is given. Remove the property to use localhost:11211.""");
    }

    @Test
    void moreCopiesThanNodes(CapturedOutput output) {
        assertThat(report(output, "--spring.config.name=plus-one")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.redundancy
                    Value: "4"
                    Origin: class path resource [plus-one.yml] - 3:15
                    Reason: there cannot be more copies than nodes, and there are 3 nodes

                Action:

                Set memshare.redundancy to a number from 1 to 3, or remove it to have a copy on every node. \
                It is the number of copies itself: one more than there are nodes, as PHP's \
                memcache.session_redundancy wants it, is not needed.""");
    }

    @Test
    void noCopies(CapturedOutput output) {
        assertThat(report(output, "--memshare.redundancy=0")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.redundancy
                    Value: "0"
                    Origin: "memshare.redundancy" from property source "commandLineArgs"
                    Reason: a session needs at least one copy

                Action:

                Set memshare.redundancy to 1, or remove it to have a copy on every node.""");
    }

    @Test
    void timeoutOfZero(CapturedOutput output) {
        assertThat(report(output, "--memshare.timeout=0")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.timeout
                    Value: "PT0S"
                    Origin: "memshare.timeout" from property source "commandLineArgs"
                    Reason: it is shorter than 1ms

                Action:

                Set memshare.timeout to 1ms or more, or remove it to use the default.""");
    }

    @Test
    void namespaceWithAColon(CapturedOutput output) {
        assertThat(report(output, "--memshare.namespace=shop:eu")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.namespace
                    Value: "shop:eu"
                    Origin: "memshare.namespace" from property source "commandLineArgs"
                    Reason: the namespace 'shop:eu' is not 1 to 64 characters of A-Z a-z 0-9 . _ -

                Action:

                Set memshare.namespace to a short name such as the application's, in letters, digits, dots, hyphens \
                and underscores.""");
    }

    /** Starts the application and returns what follows the headline of the failure report. */
    private static String report(CapturedOutput output, String... arguments) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments)
                        .close());
        String text = output.toString();
        return text.substring(text.indexOf("Description:"))
                .replaceAll("\\R", "\n")
                .strip();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemshareAutoConfiguration.class)
    static class Application {}
}
