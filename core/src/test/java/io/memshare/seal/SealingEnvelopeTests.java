package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SealingEnvelopeTests {

    private static final RecordId RECORD = record("memshare:s:one");
    private static final byte[] PLAIN = {1, 3, 5, 7};

    private final Envelope envelope = envelope(TestKeys.A);

    record Vector(String name, SealingKey key, RecordId record, byte[] plain, byte[] sealed) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        try (InputStream file = SealingEnvelopeTests.class.getResourceAsStream("sealed-vectors.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                String[] part = line.split(" ");
                if (!line.startsWith("#")) {
                    String node = part[5].equals("-") ? "" : part[5];
                    vectors.add(new Vector(
                            part[0],
                            SealingKey.of(HexFormat.of().parseHex(part[1])),
                            new RecordId(part[2], part[3], Key.of(part[4]), node),
                            HexFormat.of().parseHex(part[6].equals("-") ? "" : part[6]),
                            HexFormat.of().parseHex(part[7])));
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return vectors;
    }

    private static RecordId record(String key) {
        return new RecordId("memshare", "session", Key.of(key));
    }

    private static Envelope envelope(SealingKey... keys) {
        return TestKeys.sealing("memshare", PlainRecords.REFUSE, keys).envelope();
    }

    private static Envelope of(Vector vector) {
        return TestKeys.sealing(vector.record().namespace(), PlainRecords.REFUSE, vector.key())
                .envelope();
    }

    private static void refused(Envelope envelope, RecordId record, byte[] stored) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> envelope.unwrap(record, stored))
                .withMessage("record was not sealed for its place with a key of this application")
                .withNoCause()
                .matches(ex -> !ex.isUnknownFormat() && ex.offset() == 0);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sealsToTheFrozenBytes(Vector vector) {
        assertThat(HexFormat.of().formatHex(of(vector).wrap(vector.record(), vector.plain())))
                .isEqualTo(HexFormat.of().formatHex(vector.sealed()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void opensTheFrozenBytes(Vector vector) throws MalformedRecordException {
        assertThat(of(vector).unwrap(vector.record(), vector.sealed())).isEqualTo(vector.plain());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everySingleBitCounts(Vector vector) {
        for (int bit = 0; bit < vector.sealed().length * 8; bit++) {
            refused(of(vector), vector.record(), TestKeys.flipped(vector.sealed(), bit));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everySingleBitCountsAlsoForAServerThatKnowsTheRecord(Vector vector) throws MalformedRecordException {
        Envelope knows = of(vector);
        knows.wrap(vector.record(), vector.plain());
        knows.unwrap(vector.record(), vector.sealed());
        for (int bit = 0; bit < vector.sealed().length * 8; bit++) {
            refused(knows, vector.record(), TestKeys.flipped(vector.sealed(), bit));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyPartOfARecordIsNoRecord(Vector vector) {
        for (int length = 0; length < vector.sealed().length; length++) {
            refused(of(vector), vector.record(), Arrays.copyOf(vector.sealed(), length));
        }
        refused(of(vector), vector.record(), Arrays.copyOf(vector.sealed(), vector.sealed().length + 1));
        refused(of(vector), vector.record(), Arrays.copyOf(vector.sealed(), vector.sealed().length + 64));
    }

    @Test
    void everySwapOfTwoRecordsIsRefused() {
        Set<List<?>> places = new HashSet<>();
        for (Vector one : vectors()) {
            for (Vector other : vectors()) {
                if (!one.record().equals(other.record())) {
                    refused(of(one), other.record(), one.sealed());
                    refused(of(other), other.record(), one.sealed());
                    places.add(List.of(one.record(), other.record()));
                }
            }
        }
        assertThat(places).hasSizeGreaterThanOrEqualTo(6);
    }

    /** Every kind of record that memshare stores, under two keys, of two nodes and two applications. */
    private static List<RecordId> everyPlace() {
        List<RecordId> places = new ArrayList<>();
        for (String namespace : List.of("memshare", "shop")) {
            for (String kind : List.of(
                    "session",
                    "index",
                    "not-before",
                    "stamp",
                    "voucher",
                    "note",
                    "since",
                    "node-list",
                    "node-lists",
                    "list-state",
                    "lease",
                    "server-notice")) {
                for (String key : List.of(namespace + ":one", namespace + ":two")) {
                    for (String node : List.of("", "10.1.1.1:11211", "10.1.1.2:11211")) {
                        places.add(new RecordId(namespace, kind, Key.of(key), node));
                    }
                }
            }
        }
        return places;
    }

    @Test
    void everySwapOfTwoRecordsOfAnyKindIsRefused() throws MalformedRecordException {
        List<RecordId> places = everyPlace();
        for (RecordId from : places) {
            byte[] sealed = envelope(from).wrap(from, PLAIN);
            assertThat(envelope(from).unwrap(from, sealed)).isEqualTo(PLAIN);
            for (RecordId to : places) {
                if (!to.equals(from)) {
                    refused(envelope(to), to, sealed);
                }
            }
        }
    }

    private static Envelope envelope(RecordId record) {
        return TestKeys.sealing(record.namespace(), PlainRecords.REFUSE, TestKeys.A)
                .envelope();
    }

    @Test
    void aRecordIsBoundToNamespaceKindKeyAndNode() throws MalformedRecordException {
        RecordId bound = new RecordId("memshare", "voucher", Key.of("memshare:v"), "a:1");
        byte[] sealed = envelope.wrap(bound, PLAIN);

        assertThat(envelope(TestKeys.A).unwrap(bound, sealed)).isEqualTo(PLAIN);
        assertThat(envelope.unwrap(bound, sealed)).isEqualTo(PLAIN);
        refused(envelope, new RecordId("memsharf", "voucher", Key.of("memshare:v"), "a:1"), sealed);
        refused(envelope, new RecordId("memshare", "vouches", Key.of("memshare:v"), "a:1"), sealed);
        refused(envelope, new RecordId("memshare", "voucher", Key.of("memshare:w"), "a:1"), sealed);
        refused(envelope, new RecordId("memshare", "voucher", Key.of("memshare:v"), "b:1"), sealed);
        refused(envelope, new RecordId("memshare", "voucher", Key.of("memshare:v")), sealed);
        refused(envelope, new RecordId("memshare", "voucher", Key.of("memshare:va"), ":1"), sealed);
    }

    @Test
    void anotherNamespaceHasOtherKeys() {
        Envelope other =
                TestKeys.sealing("shop", PlainRecords.REFUSE, TestKeys.A).envelope();

        refused(other, RECORD, envelope.wrap(RECORD, PLAIN));
    }

    @Test
    void equalRecordsHaveEqualBytesAndTwoPlacesHaveNot() {
        assertThat(envelope.wrap(RECORD, PLAIN))
                .isEqualTo(envelope(TestKeys.A, TestKeys.B).wrap(RECORD, PLAIN));
        byte[] one = envelope.wrap(RECORD, PLAIN);
        byte[] other = envelope.wrap(record("memshare:s:two"), PLAIN);
        int equal = 0;
        for (int i = SealingEnvelope.HEADER_BYTES; i < one.length; i++) {
            equal += one[i] == other[i] ? 1 : 0;
        }
        assertThat(equal).as("equal bytes of %d", one.length).isLessThan(10);
    }

    @Test
    void theFirstKeySealsAndEachOpens() throws MalformedRecordException {
        byte[] byA = envelope.wrap(RECORD, PLAIN);

        assertThat(envelope(TestKeys.B, TestKeys.A).unwrap(RECORD, byA)).isEqualTo(PLAIN);
        assertThat(envelope(TestKeys.B, TestKeys.A).wrap(RECORD, PLAIN))
                .isEqualTo(envelope(TestKeys.B).wrap(RECORD, PLAIN))
                .isNotEqualTo(byA);
        refused(envelope(TestKeys.B, TestKeys.C), RECORD, byA);
    }

    @Test
    void aKeyIsFoundByItsNumberAndNeverByTrying() {
        byte[] byA = envelope.wrap(RECORD, PLAIN);
        byte[] asB = byA.clone();
        System.arraycopy(envelope(TestKeys.B).wrap(RECORD, PLAIN), 2, asB, 2, 8);

        refused(envelope(TestKeys.A, TestKeys.B), RECORD, asB);
        byte[] asUnknown = TestKeys.flipped(byA, 2 * 8);
        refused(envelope(TestKeys.A), RECORD, asUnknown);
    }

    @Test
    void otherKeysCountFromTheMomentTheyAreThere() throws MalformedRecordException {
        AtomicReference<KeyRing> ring = new AtomicReference<>(KeyRing.of(List.of(TestKeys.A)));
        Sealing sealing = Sealing.by(ring::get, "memshare", PlainRecords.REFUSE);
        byte[] byA = sealing.envelope().wrap(RECORD, PLAIN);
        byte[] name = sealing.names("session", PLAIN).get(0);

        ring.set(new KeyRing(List.of(TestKeys.B, TestKeys.A), List.of(TestKeys.A)));

        assertThat(sealing.envelope().unwrap(RECORD, byA)).isEqualTo(PLAIN);
        assertThat(sealing.envelope().wrap(RECORD, PLAIN))
                .isEqualTo(envelope(TestKeys.B).wrap(RECORD, PLAIN));
        assertThat(sealing.names("session", PLAIN)).containsExactly(name);

        ring.set(KeyRing.of(List.of(TestKeys.B)));

        refused(sealing.envelope(), RECORD, byA);

        ring.set(KeyRing.of(List.of(TestKeys.A)));

        assertThat(sealing.envelope().unwrap(RECORD, byA)).isEqualTo(PLAIN);
    }

    @Test
    void theSameBytesAreOpenedOnce() throws MalformedRecordException {
        byte[] plain = PLAIN.clone();
        byte[] sealed = envelope.wrap(RECORD, plain);
        assertThat(envelope.unwrap(RECORD, sealed.clone())).isSameAs(plain);

        Envelope other = envelope(TestKeys.A);
        byte[] first = other.unwrap(RECORD, sealed.clone());
        assertThat(other.unwrap(RECORD, sealed.clone())).isSameAs(first).isEqualTo(PLAIN);
    }

    @Test
    void arraysThatTheCallerChangesLaterAreNotTakenForKnownRecords() throws MalformedRecordException {
        byte[] sealed = envelope.wrap(RECORD, PLAIN);
        sealed[40] ^= 1;
        refused(envelope, RECORD, sealed);
        sealed[40] ^= 1;
        Envelope other = envelope(TestKeys.A);
        other.unwrap(RECORD, sealed);
        sealed[40] ^= 1;
        refused(other, RECORD, sealed);
    }

    @Test
    void theLengthShowsInStepsOnly() {
        assertThat(envelope.wrap(RECORD, new byte[1])).hasSameSizeAs(envelope.wrap(RECORD, new byte[60]));
        assertThat(envelope.wrap(RECORD, new byte[60])).hasSize(10 + 32 + 64 + 16);
        assertThat(envelope.wrap(RECORD, new byte[61])).hasSize(10 + 32 + 128 + 16);
    }

    @Test
    void plainRecordsAreRefusedAlsoOfUnknownFormats() {
        refused(envelope, RECORD, PLAIN);
        refused(envelope, RECORD, new byte[] {2, 1, 1, 1});
        refused(envelope, RECORD, new byte[0]);
        refused(envelope, RECORD, new byte[] {(byte) 0xc1});
        refused(envelope, RECORD, new byte[200]);
        byte[] laterSuite = envelope.wrap(RECORD, PLAIN);
        laterSuite[1] = 2;
        refused(envelope, RECORD, laterSuite);
    }

    @ParameterizedTest
    @EnumSource(PlainRecords.class)
    void sealedRecordsAreOpenedWhateverIsDoneWithPlainOnes(PlainRecords plainRecords) throws MalformedRecordException {
        Envelope some = TestKeys.sealing("memshare", plainRecords, TestKeys.A).envelope();
        byte[] sealed = envelope.wrap(RECORD, PLAIN);

        assertThat(some.unwrap(RECORD, sealed)).isEqualTo(PLAIN);
        refused(some, RECORD, TestKeys.flipped(sealed, 900));
        assertThat(some.wrap(RECORD, PLAIN)).isEqualTo(plainRecords == PlainRecords.WRITE ? PLAIN : sealed);
        assertThat(some.isCurrent(sealed)).isEqualTo(plainRecords != PlainRecords.WRITE);
        assertThat(some.isCurrent(PLAIN)).isTrue();
        if (plainRecords != PlainRecords.REFUSE) {
            assertThat(some.unwrap(RECORD, PLAIN)).isEqualTo(PLAIN);
        }
    }

    @Test
    void anApplicationWithoutKeysLeavesSealedRecordsAlone() {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> Envelope.PLAIN.unwrap(RECORD, envelope.wrap(RECORD, PLAIN)))
                .matches(MalformedRecordException::isUnknownFormat);
    }
}
