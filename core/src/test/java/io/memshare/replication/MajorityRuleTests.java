package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.replication.MajorityRule.Answer;
import io.memshare.replication.MajorityRule.Copy;
import io.memshare.replication.MajorityRule.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each copy is a letter: Merged, Less, Damaged, Foreign, a point for silence; small ones do not count. */
class MajorityRuleTests {

    private static Copy copy(int letter) {
        Answer answer = switch (Character.toUpperCase(letter)) {
            case 'M' -> Answer.MERGED;
            case 'L' -> Answer.LESS;
            case 'D' -> Answer.DAMAGED;
            case 'F' -> Answer.FOREIGN;
            default -> Answer.SILENT;
        };
        return new Copy(answer, Character.isUpperCase(letter));
    }

    private static List<Copy> copies(String letters) {
        return letters.chars().mapToObj(MajorityRuleTests::copy).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "MMM, STANDS",
        "MM., STANDS",
        "MML, STANDS",
        "MMd, STANDS",
        "MLL, WRITE_BACK",
        "ML., WRITE_BACK",
        "mLL, WRITE_BACK",
        "MmL, WRITE_BACK",
        "mmL, UNKNOWN",
        "M.., UNKNOWN",
        "Mm., UNKNOWN",
        "Mmm, UNKNOWN",
        "MDD, UNKNOWN",
        "MFF, UNKNOWN",
        "MMF, STANDS",
        "mm., UNKNOWN",
        "M, STANDS",
        "m, UNKNOWN",
        "MM, STANDS",
        "ML, WRITE_BACK",
        "M., UNKNOWN",
        "MM.., UNKNOWN",
        "MMM., STANDS",
        "MML., WRITE_BACK",
        "MMM.., STANDS",
        "MMLLL, WRITE_BACK",
        "MM..., UNKNOWN"
    })
    void aStateThatWasFound(String copies, Verdict verdict) {
        assertThat(MajorityRule.decide(copies(copies), true)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "LLL, STANDS",
        "LL., STANDS",
        "LLd, STANDS",
        "L.., UNKNOWN",
        "Lll, UNKNOWN",
        "lll, UNKNOWN",
        "LD., UNKNOWN",
        "LDD, UNREADABLE",
        "DDD, UNREADABLE",
        "LdD, UNREADABLE",
        "Ldd, UNKNOWN",
        "ddd, UNKNOWN",
        "LLF, UNKNOWN_FORMAT",
        "..F, UNKNOWN_FORMAT",
        "llf, UNKNOWN_FORMAT",
        "..., UNKNOWN",
        "L, STANDS",
        "., UNKNOWN"
    })
    void nothingThatCanBeRead(String copies, Verdict verdict) {
        assertThat(MajorityRule.decide(copies(copies), false)).isEqualTo(verdict);
    }

    /** Whatever a majority was told by one answer, no later answer by other nodes says less. */
    @Test
    void anAnswerIsSeenByEveryLaterOne() {
        for (int copies = 1; copies <= 6; copies++) {
            for (int holders = 0; holders < 1 << copies; holders++) {
                for (int asked = 0; asked < 1 << copies; asked++) {
                    boolean stands = MajorityRule.decide(among(copies, holders, asked), (holders & asked) != 0)
                            == Verdict.STANDS;
                    if (stands && (holders & asked) != 0) {
                        judgeLaterReads(copies, holders);
                    }
                }
            }
        }
    }

    private static void judgeLaterReads(int copies, int holders) {
        for (int asked = 0; asked < 1 << copies; asked++) {
            boolean found = (holders & asked) != 0;
            Verdict later = MajorityRule.decide(among(copies, holders, asked), found);
            assertThat(found || later == Verdict.UNKNOWN)
                    .as("%d copies, held by %s, asked %s", copies, holders, asked)
                    .isTrue();
        }
    }

    private static List<Copy> among(int copies, int holders, int asked) {
        List<Copy> all = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            Answer held = (holders & (1 << i)) != 0 ? Answer.MERGED : Answer.LESS;
            boolean answered = (asked & (1 << i)) != 0;
            all.add(new Copy(answered ? held : Answer.SILENT, answered));
        }
        return all;
    }
}
