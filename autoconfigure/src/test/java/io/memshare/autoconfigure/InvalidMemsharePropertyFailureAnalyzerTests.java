package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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
                the port is 11211 when none is given. What has several nodes behind it is written as dns:name:port, \
                srv:name or elasticache:endpoint:port.""");
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
                the port is 11211 when none is given. What has several nodes behind it is written as dns:name:port, \
                srv:name or elasticache:endpoint:port.""");
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
                    Reason: it names no node, and sessions need at least 1 node

                Action:

                Write each node as host, host:port, [IPv6]:port or tcp://host:port, for example 10.1.1.1:11211; \
                the port is 11211 when none is given. What has several nodes behind it is written as dns:name:port, \
                srv:name or elasticache:endpoint:port. Remove the property to use localhost:11211.""");
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
    void aMajorityOfTwoNodes(CapturedOutput output) {
        assertThat(report(output, "--memshare.nodes=a,b", "--memshare.consistency=quorum"))
                .isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.consistency
                    Value: "quorum"
                    Origin: "memshare.consistency" from property source "commandLineArgs"
                    Reason: there are 2 copies of each session, and a majority of 2 is both: whenever one of the two \
                nodes is down, its sessions would be out of reach

                Action:

                List a third node in memshare.nodes, of which one may be down. Or remove memshare.consistency: then \
                one copy is enough.""");
    }

    @Test
    void noCopies(CapturedOutput output) {
        assertThat(report(output, "--memshare.redundancy=0")).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.redundancy
                    Value: "0"
                    Origin: "memshare.redundancy" from property source "commandLineArgs"
                    Reason: a session needs at least 1 copy

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

    @Test
    void aKeyThatIsNone(CapturedOutput output) {
        String text = report(output, "--memshare.encryption.keys=" + Secrets.A + ",TopSecret!TopSecret");
        assertThat(text).isEqualTo("""
                Description:

                memshare cannot start with this configuration:

                    Property: memshare.encryption.keys[1]
                    Value: "******"
                    Origin: "memshare.encryption.keys" from property source "commandLineArgs"
                    Reason: entry 2 of 2 is no key: it is not base64

                Action:

                Write each key as the base64 of 32 random bytes, which 'openssl rand -base64 32' makes, each key \
                once.""");
        assertThat(output).doesNotContain("TopSecret", Secrets.A);
    }

    @Test
    void keysAreRefusedByIndexAndNeverShown(CapturedOutput output) {
        String passphrase = "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSAxMjM=";
        String tooShort = "c2hvcnQgYnkgZmFyISE=";
        String zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        assertThat(report(output, "--memshare.encryption.keys=" + passphrase))
                .contains("memshare.encryption.keys[0]", "entry 1 of 1 is no key: its bytes are a text and not random");
        assertThat(report(output, "--memshare.encryption.keys=" + Secrets.A + "," + Secrets.B + "," + Secrets.A))
                .contains("memshare.encryption.keys[2]", "entry 3 of 3 is no key: it is the same as entry 1 of 3");
        assertThat(report(output, "--memshare.encryption.keys[0]=" + tooShort))
                .contains("memshare.encryption.keys[0]", "it has 14 bytes and not 32");
        assertThat(report(
                        output,
                        "--memshare.encryption.keys=" + Secrets.A,
                        "--memshare.encryption.name-keys=" + Secrets.B + "," + zeros))
                .contains("memshare.encryption.name-keys[1]", "its bytes follow a pattern and are not random");
        assertThat(output).doesNotContain(passphrase, tooShort, zeros, Secrets.A, Secrets.B);
    }

    @Test
    void encryptionThatIsRequiredAndHasNoKeys(CapturedOutput output) {
        assertThat(report(output, "--memshare.encryption.required=true"))
                .contains(
                        "Property: memshare.encryption.required",
                        "Reason: there are no keys",
                        "openssl rand -base64 32");
        assertThat(report(output, "--memshare.encryption.required=true", "--memshare.encryption.keys="))
                .contains("Property: memshare.encryption.required");
        assertThat(report(output, "--memshare.encryption.name-keys=" + Secrets.A))
                .contains("Property: memshare.encryption.name-keys", "there are no keys for the records themselves");
        assertThat(report(
                        output,
                        "--memshare.encryption.required=true",
                        "--memshare.encryption.plain-records=write",
                        "--memshare.encryption.keys=" + Secrets.A))
                .contains("Property: memshare.encryption.plain-records", "it stores records unencrypted");
        assertThat(output).doesNotContain(Secrets.A);
    }

    @Test
    void aKeyLocationThatHoldsNone(CapturedOutput output, @TempDir Path directory) throws Exception {
        String property = "--memshare.encryption.key-location=" + directory;
        assertThat(report(output, property))
                .contains("Property: memshare.encryption.key-location", "Reason: it holds no key");
        assertThat(report(output, property + "/none")).contains("Reason: it cannot be read (NoSuchFileException)");
        assertThat(report(output, property, "--memshare.encryption.keys=" + Secrets.A))
                .contains("Reason: keys are listed as well");
        Files.writeString(directory.resolve("key"), Secrets.A + "\nTopSecret\n");
        assertThat(report(output, property)).contains("Reason: line 2 of key is no key: it");
        Files.write(directory.resolve("key"), new byte[70_000]);
        assertThat(report(output, property)).contains("Reason: the file key is too large for keys");
        assertThat(output).doesNotContain("TopSecret", Secrets.A);
    }

    /** Starts the application and returns what follows the headline of the failure report. */
    private static String report(CapturedOutput output, String... arguments) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments)
                        .close());
        String text = output.toString();
        return text.substring(text.lastIndexOf("Description:"))
                .replaceAll("\\R", "\n")
                .strip();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemshareAutoConfiguration.class)
    static class Application {}
}
