package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            localhost|localhost|11211
            localhost:11212|localhost|11212
            10.1.1.1:11211|10.1.1.1|11211
            cache_1.example.org:1|cache_1.example.org|1
            a-b.example.org.:65535|a-b.example.org.|65535
            Cache.Example.ORG:22|cache.example.org|22
            [::1]|::1|11211
            [::1]:11212|::1|11212
            [2001:DB8::A]:11211|2001:db8::a|11211
            [::ffff:10.1.1.1]:11211|::ffff:10.1.1.1|11211
            tcp://10.1.1.1:11211|10.1.1.1|11211
            TCP://10.1.1.1|10.1.1.1|11211
            tcp://[::1]:11212/|::1|11212
            tcp://localhost/|localhost|11211
            localhost:11211/|localhost|11211
             \u0020 localhost:11211\t|localhost|11211
            """)
    void isRead(String text, String host, int port) {
        assertThat(NodeAddress.parse(text)).isEqualTo(new NodeAddress(host, port));
        assertThat(NodeAddress.parse(text).host()).isEqualTo(host);
    }

    @Test
    void aZoneKeepsItsCase() {
        assertThat(NodeAddress.parse("[FE80::1%Eth1]:11211").host()).isEqualTo("fe80::1%Eth1");
        assertThat(new NodeAddress("fe80::1%Eth1", 11211)).hasToString("[fe80::1%Eth1]:11211");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:11211", "10.1.1.1:1", "[::1]:11211", "[fe80::1%eth0]:2", "a_b:3"})
    void theTextReadsBack(String text) {
        assertThat(NodeAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                   | the host is missing
            " "                  | the host is missing
            /                    | the host is missing
            tcp://               | the host is missing
            tcp:///              | the host is missing
            :11211               | the host is missing
            tcp://:11211         | the host is missing
            udp://localhost      | 'udp://' is not supported, only tcp://
            unix:///tmp/m.sock   | 'unix://' is not supported, only tcp://
            ://localhost         | '://' is not supported, only tcp://
            localhost:           | '' is not a port number
            localhost:port       | 'port' is not a port number
            localhost:+1         | '+1' is not a port number
            localhost:-1         | '-1' is not a port number
            localhost:1 1        | '1 1' is not a port number
            localhost:\u0661\u0661| '\u0661\u0661' is not a port number
            localhost:99999999999| '99999999999' is not a port number
            localhost:0          | port 0 is not between 1 and 65535
            localhost:65536      | port 65536 is not between 1 and 65535
            localhost:11211//    | '11211/' is not a port number
            ::1                  | an IPv6 address is written in brackets: [::1]
            fe80::1:11211        | an IPv6 address is written in brackets: [fe80::1:11211]
            x:1:2                | 'x:1:2' is neither host:port nor an IPv6 address
            [::1]:               | '' is not a port number
            [::1]:x              | 'x' is not a port number
            []                   | '[]' is neither [address] nor [address]:port
            [::1                 | '[::1' is neither [address] nor [address]:port
            [::1]11211           | '[::1]11211' is neither [address] nor [address]:port
            [localhost]:1        | 'localhost' is not an IPv6 address
            [10.1.1.1]:1         | '10.1.1.1' is not an IPv6 address
            [:]:1                | ':' is not an IPv6 address
            [1::2::3]            | '1::2::3' is not an IPv6 address
            [12345::]            | '12345::' is not an IPv6 address
            a b:1                | 'a b' is not a host name or an IP address
            user@localhost       | 'user@localhost' is not a host name or an IP address
            localhost/path       | 'localhost/path' is not a host name or an IP address
            a,b                  | 'a,b' is not a host name or an IP address
            -host                | '-host' is not a host name or an IP address
            .                    | '.' is not a host name or an IP address
            a..b                 | 'a..b' is not a host name or an IP address
            fe80::1%             | 'fe80::1%' is neither host:port nor an IPv6 address
            [1]2]:3              | '[1]2]:3' is neither [address] nor [address]:port
            %                    | '%' is not a host name or an IP address
            """)
    void isRefusedWithItsReason(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeAddress.parse(text))
                .withMessage(message);
    }

    @Test
    void theConstructorChecksToo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeAddress("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeAddress("[::1]", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeAddress("localhost:1", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeAddress("localhost", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeAddress("a".repeat(254), 1));
    }

    @Test
    void lettersAreLoweredTheSameWayInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(new NodeAddress("MEMCACHE-I", 1).host()).isEqualTo("memcache-i");
        } finally {
            Locale.setDefault(before);
        }
    }
}
