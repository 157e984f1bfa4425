package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.Envelope;
import io.memshare.completeness.ControlCodec.Legibility;
import io.memshare.completeness.Voucher.Condition;
import io.memshare.completeness.Voucher.Coverage;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The vectors of {@code docs/record-format.md}, and bytes that are none. */
class ControlCodecTests {

    private static final NodeAddress NODE = NodeAddress.parse("10.1.1.1:11211");

    private final ControlCodec codec = new ControlCodec(new ControlKeys("memshare"), Envelope.PLAIN);
    private final Key any = Key.of("memshare:any");

    private static Reply.Hit hit(byte[] bytes) {
        return new Reply.Hit(1, Checksum.of(bytes), 100, bytes);
    }

    private String hex(ControlRecord value) {
        return HexFormat.of().formatHex(codec.encode(NODE, any, value));
    }

    private static Voucher voucher() {
        return new Voucher(
                Condition.COMPLETE,
                1,
                2,
                Set.of(3L),
                true,
                new Coverage(1860, Set.of(4L), 5),
                Set.of(6L, 7L),
                Map.of());
    }

    @Test
    void aCompleteVoucher() {
        assertThat(hex(voucher()))
                .isEqualTo("01" + "03" + "0000000000000001" + "0000000000000002" + "c40e" + "05" + "010000000000000003"
                        + "010000000000000004" + "0200000000000000060000000000000007" + "00");
        assertThat(codec.voucher(NODE, hit(codec.encode(NODE, any, voucher())))).isEqualTo(voucher());
    }

    @Test
    void anIncompleteVoucher() {
        Voucher incomplete = voucher().incomplete(8, List.of(9L), Map.of(10L, new MissedSince(11, 12)));
        assertThat(hex(incomplete))
                .isEqualTo("01" + "04" + "0000000000000001" + "0000000000000008" + "c40e" + "05"
                        + "010000000000000003" + "010000000000000004"
                        + "03000000000000000600000000000000070000000000000009" + "01"
                        + "000000000000000a" + "000000000000000b" + "000000000000000c");
        assertThat(codec.voucher(NODE, hit(codec.encode(NODE, any, incomplete))))
                .isEqualTo(incomplete);
    }

    @Test
    void aVoucherOfANodeThatMayLackAnything() {
        Voucher emptied = voucher().emptied(8, List.of(9L));
        assertThat(hex(emptied))
                .isEqualTo("01" + "00" + "0000000000000001" + "0000000000000008" + "c40e" + "05" + "00"
                        + "010000000000000004" + "03000000000000000600000000000000070000000000000009" + "00");
        assertThat(codec.voucher(NODE, hit(codec.encode(NODE, any, emptied)))).isEqualTo(emptied);
    }

    @Test
    void noVoucherIsBothCompleteAndIncomplete() {
        byte[] bytes = codec.encode(NODE, any, voucher());
        bytes[1] |= 4;
        assertThat(codec.voucher(NODE, hit(bytes))).isNull();
    }

    @Test
    void notesAndTokens() {
        assertThat(hex(new Note(1))).isEqualTo("010000000000000001");
        assertThat(hex(new MissedSince(1, 2))).isEqualTo("0100000000000000010000000000000002");
        assertThat(codec.note(NODE, any, hit(codec.encode(NODE, any, new Note(1)))))
                .isEqualTo(new Note(1));
        assertThat(codec.note(NODE, any, hit(codec.encode(NODE, any, new Note(Note.NONE)))))
                .isNull();
        assertThat(codec.since(NODE, any, hit(codec.encode(NODE, any, new MissedSince(1, 2)))))
                .isEqualTo(new MissedSince(1, 2));
    }

    @Test
    void nodeLists() {
        NodeList list = NodeList.of(List.of(NODE), 1, "available");
        assertThat(hex(list)).isEqualTo("01010e31302e312e312e313a313132313101" + "09617661696c61626c65");
        assertThat(codec.list(NODE, any, hit(codec.encode(NODE, any, list)))).isEqualTo(list);
        assertThat(hex(new NodeLists(List.of(2L, 1L)))).isEqualTo("010200000000000000020000000000000001");
        NodeLists lists = NodeLists.NONE;
        for (long i = 0; i < 20; i++) {
            lists = lists.with(i);
        }
        assertThat(codec.lists(NODE, hit(codec.encode(NODE, any, lists)))).isEqualTo(lists);
        assertThat(lists.fingerprints()).hasSize(NodeLists.MOST).startsWith(19L);
        assertThat(codec.lists(NODE, Reply.Miss.MISS)).isEqualTo(NodeLists.NONE);
    }

    /** Its addresses may end in a log. */
    @Test
    void aListWithTextThatIsNoAddressIsDamage() {
        for (String text : List.of("a\r\nWARN forged:1", "a:1 ", "\u001b[2J:1", "a:b:c", "", "a")) {
            NodeList list = new NodeList(List.of(text), 1, "available", 0);
            assertThat(codec.list(NODE, any, hit(codec.encode(NODE, any, list))))
                    .isNull();
        }
        NodeList twice = new NodeList(List.of("a:1", "a:1"), 1, "available", 0);
        assertThat(codec.list(NODE, any, hit(codec.encode(NODE, any, twice)))).isNull();
        NodeList good = new NodeList(List.of("a:1", "[::1]:2"), 1, "available", 0);
        assertThat(codec.list(NODE, any, hit(codec.encode(NODE, any, good)))).isEqualTo(good);
    }

    @Test
    void theStateOfAList() {
        NodeList from = NodeList.of(List.of(NODE), 1, "available");
        NodeList target = NodeList.of(List.of(NODE, NodeAddress.parse("10.1.1.2:11211")), 2, "available");
        ListState state = ListState.configured(from).filling(target, 7);
        String list = "010e31302e312e312e313a313132313101" + "09617661696c61626c65" + "00";
        String next =
                "020e31302e312e312e313a31313231310e31302e312e312e323a313132313102" + "09617661696c61626c65" + "01";
        assertThat(hex(state)).isEqualTo("01" + "00" + "01" + "0000000000000007" + "01" + list + next);
        for (ListState each : List.of(state, state.switched(), state.switched().stable())) {
            Reply.Hit hit = hit(codec.encode(NODE, any, each));
            assertThat(codec.announced(NODE, any, hit)).isEqualTo(each);
            assertThat(codec.list(NODE, any, hit)).isNull();
        }
        Reply.Hit configured =
                hit(codec.encode(NODE, any, ListState.configured(from).announcement()));
        assertThat(codec.announced(NODE, any, configured)).isEqualTo(ListState.configured(from));
    }

    @Test
    void aListThatNoServerCanUseIsIgnored() {
        NodeList from = NodeList.of(List.of(NODE), 1, "available");
        NodeList unusable = new NodeList(List.of("no node"), 1, "available", 0);
        ListState state = ListState.configured(from).filling(unusable, 7);
        assertThat(codec.announced(NODE, any, hit(codec.encode(NODE, any, state))))
                .isNull();
        byte[] bytes = codec.encode(NODE, any, ListState.configured(from).filling(from, 7));
        bytes[2] = 3;
        assertThat(codec.announced(NODE, any, hit(bytes))).isNull();
    }

    @Test
    void keysNameNoNodeInClear() {
        assertThat(codec.keys().note(NODE).text()).isEqualTo("memshare:note:" + suffix());
        assertThat(codec.keys().since(NODE).text()).isEqualTo("memshare:since:" + suffix());
    }

    private static String suffix() {
        return String.format("%016x", ControlKeys.hash(NODE));
    }

    @Test
    void whatIsNoVoucherIsNone() {
        byte[] bytes = codec.encode(NODE, any, voucher());
        assertThat(codec.voucher(NODE, Reply.Miss.MISS)).isNull();
        assertThat(codec.voucher(NODE, new Reply.Hit(1, 0, 100, null))).isNull();
        assertThat(codec.voucher(NODE, new Reply.Hit(1, Checksum.of(bytes) + 1, 100, bytes)))
                .isNull();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(codec.voucher(NODE, hit(Arrays.copyOf(bytes, length)))).isNull();
        }
        assertThat(codec.voucher(NODE, hit(Arrays.copyOf(bytes, bytes.length + 1))))
                .isNull();
        assertThat(codec.voucher(NODE, hit(Arrays.copyOf(bytes, ControlCodec.LARGEST + 1))))
                .isNull();
    }

    @Test
    void aVoucherOfALaterVersionIsToBeLeftAlone() {
        byte[] bytes = codec.encode(NODE, any, voucher());
        assertThat(codec.legibility(NODE, hit(bytes))).isEqualTo(Legibility.CLEAR);
        assertThat(codec.legibility(NODE, hit(Arrays.copyOf(bytes, 5)))).isEqualTo(Legibility.CLEAR);
        bytes[0] = 2;
        assertThat(codec.legibility(NODE, hit(bytes))).isEqualTo(Legibility.LATER_VERSION);
        bytes[0] = (byte) 0xC1;
        assertThat(codec.legibility(NODE, hit(bytes))).isEqualTo(Legibility.LATER_VERSION);
        assertThat(codec.legibility(NODE, Reply.Miss.MISS)).isEqualTo(Legibility.CLEAR);
    }

    @Test
    void aVoucherOfAnotherKeyIsToldFromWhatNoServerCanRead() {
        ControlCodec sealed = sealed(TestKeys.A);
        ControlKeys keys = sealed.keys();
        byte[] voucher = sealed.encode(NODE, keys.voucher(), voucher());
        assertThat(sealed.legibility(NODE, hit(voucher))).isEqualTo(Legibility.CLEAR);
        assertThat(sealed(TestKeys.B).legibility(NODE, hit(voucher))).isEqualTo(Legibility.OTHER_KEY);
        assertThat(sealed.legibility(NODE, hit(codec.encode(NODE, any, voucher()))))
                .isEqualTo(Legibility.CLEAR);
        assertThat(sealed.legibility(NODE, hit(new byte[] {2, 3}))).isEqualTo(Legibility.CLEAR);
        assertThat(sealed.isDirectoryOfOtherKey(NODE, hit(voucher))).isTrue();
        assertThat(sealed.isDirectoryOfOtherKey(NODE, hit(sealed.encode(NODE, keys.lists(), NodeLists.NONE))))
                .isFalse();
        assertThat(sealed.isDirectoryOfOtherKey(NODE, Reply.Miss.MISS)).isFalse();
    }

    private static ControlCodec sealed(SealingKey key) {
        return new ControlCodec(
                new ControlKeys("memshare"),
                TestKeys.sealing("memshare", PlainRecords.REFUSE, key).envelope());
    }

    @Test
    void noBytesMakeItThrow() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] sound = codec.encode(NODE, any, voucher());
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(100)] : sound.clone();
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (bytes.length > 0 && i % 4 == 0) {
                bytes[0] = 1;
            }
            Reply reply = hit(bytes);
            Voucher voucher = codec.voucher(NODE, reply);
            if (voucher != null) {
                assertThat(voucher.consumed()).hasSizeLessThanOrEqualTo(Voucher.MOST);
            }
            codec.list(NODE, any, reply);
            codec.lists(NODE, reply);
            codec.note(NODE, any, reply);
            codec.since(NODE, any, reply);
        }
    }

    @Test
    void aVoucherRemembersABoundedNumberOfNotes() {
        Voucher voucher = voucher();
        for (long i = 100; i < 300; i++) {
            voucher = voucher.incomplete(i, List.of(i), Map.of());
        }
        assertThat(voucher.consumed()).hasSizeLessThanOrEqualTo(Voucher.MOST).contains(299L);
    }
}
