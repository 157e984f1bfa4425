package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.memcached.MetadumpParser.Progress;
import io.memshare.node.Key;
import io.memshare.testkit.MetadumpVectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadumpParserTests {

    private static final String REST = " exp=1700000000 la=1699999900 cas=7 fetch=no cls=1 size=83\n";

    private final List<String> found = new ArrayList<>();
    private final MetadumpParser parser = new MetadumpParser("memshare:", (key, token) -> found.add(key.text()));

    private Progress read(String text) throws ProtocolException {
        return parser.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void namesTheKeysThatAreWanted() throws Exception {
        String answer = "key=memshare%3As%3Aa_b-C~.%7e" + REST + "key=other%3As%3Ax" + REST + "key=memshare2%3As%3Ay"
                + " exp=-1 la=1 cas=1 fetch=yes cls=2 size=1 flags=0\n" + "key=memshare%3Amarker" + REST + "END\r\n";
        assertThat(read(answer)).isEqualTo(Progress.COMPLETE);
        assertThat(found).containsExactly("memshare:s:a_b-C~.~", "memshare:marker");
    }

    static Stream<String> versions() {
        return MetadumpVectors.VERSIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyFormThatMemcachedHasHadIsRead(String version) throws Exception {
        byte[] dump = MetadumpVectors.of(version);
        assertThat(parser.read(ByteBuffer.wrap(dump))).isEqualTo(Progress.COMPLETE);
        assertThat(found).containsExactlyInAnyOrder("memshare:s:a_b-C~.", "memshare:marker");
        for (int cut = 0; cut < dump.length; cut++) {
            MetadumpParser cutParser = new MetadumpParser("memshare:", (key, token) -> {});
            assertThat(cutParser.read(ByteBuffer.wrap(dump, 0, cut))).isEqualTo(Progress.MORE_TO_COME);
            assertThat(cutParser.read(ByteBuffer.wrap(dump, cut, dump.length - cut)))
                    .isEqualTo(Progress.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK\r\nOK\r\n", "key=memshare%3As%3Ax" + REST + "OK\r\n", "OK \r\n", "ok\r\n"})
    void refusesAnAgreementInAnyOtherPlace(String answer) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(answer))
                .withMessage("the crawler sent a broken line");
    }

    @Test
    void anEmptyServerHasNoKeys() throws Exception {
        assertThat(read("OK\r\nEND\r\n")).isEqualTo(Progress.COMPLETE);
        assertThat(found).isEmpty();
    }

    @Test
    void refusesAnAnswerThatDoesNotEnd() throws Exception {
        MetadumpParser bounded = new MetadumpParser("memshare:", (key, token) -> found.add(key.text()), 3);
        byte[] line = ("key=memshare%3As%3Ax" + REST).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 3; i++) {
            assertThat(bounded.read(ByteBuffer.wrap(line))).isEqualTo(Progress.MORE_TO_COME);
        }
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> bounded.read(ByteBuffer.wrap(line)))
                .withMessage("the crawler named more than 3 items");
        assertThat(found).hasSize(3);
    }

    @Test
    void readsWhatArrivesByteByByte() throws Exception {
        for (char c : ("key=memshare%3As%3Ax" + REST + "END\r").toCharArray()) {
            assertThat(read(String.valueOf(c))).isEqualTo(Progress.MORE_TO_COME);
        }
        assertThat(read("\n")).isEqualTo(Progress.COMPLETE);
        assertThat(found).containsExactly("memshare:s:x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BUSY currently processing crawler request\r\n",
                "ERROR locked try again later\r\n",
                "OK\r\nERROR locked try again later\r\n"
            })
    void tellsWhenTheCrawlerIsBusy(String answer) throws Exception {
        assertThat(read(answer)).isEqualTo(Progress.BUSY);
    }

    @Test
    void passesOverKeysThatOursCannotBe() throws Exception {
        String tooLong = "x".repeat(Key.LONGEST);
        read("key=memshare%3Aa%20b" + REST + "key=memshare%3A%00" + REST + "key=memshare%3A" + tooLong + REST);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "key=memshare%3As%3Ax\n",
                "key=memshare%3As%3Akey=memshare%3As%3Ax exp=1 la=1 cas=1 fetch=no cls=1 size=1\n",
                "key=memshare%3As%3Ax exp=1 la=1 cas=1 fetch=no cls=1 size=1key=y exp=1 la=1 cas=1 fetch=no cls=1"
                        + " size=1\n",
                "key=memshare%3As%3Ax exp=1 la=1 cas=1 fetch=no cls=1 size=\n",
                "key=memshare%3As%3Ax%4 exp=1 la=1 cas=1 fetch=no cls=1 size=1\n",
                "key=memshare%3As%3Ax%zz exp=1 la=1 cas=1 fetch=no cls=1 size=1\n",
                "hello\n"
            })
    void refusesWhatIsBroken(String answer) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(answer))
                .withMessageNotContaining("memshare");
    }

    @Test
    void saysWhyTheServerRefuses() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("CLIENT_ERROR lru crawler disabled\r\n"))
                .withMessage("the server refused the crawler: CLIENT_ERROR lru crawler disabled");
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read("k".repeat(2000)));
    }

    @Test
    void throwsNothingElseWhateverTheBytes() {
        Random random = new Random(1);
        String line = "key=memshare%3As%3Ax" + REST;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(300)] : line.getBytes(StandardCharsets.ISO_8859_1);
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                new MetadumpParser("memshare:", (key, token) -> {}).read(ByteBuffer.wrap(bytes));
            } catch (ProtocolException ex) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void escapesAsMemcachedDoes() {
        assertThat(MetadumpParser.escaped("aZ09-._~:/ %")).isEqualTo("aZ09-._~%3A%2F%20%25");
    }
}
