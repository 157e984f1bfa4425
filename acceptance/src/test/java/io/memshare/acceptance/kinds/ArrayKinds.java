package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Beans;
import io.memshare.acceptance.shop.Colour;
import io.memshare.acceptance.shop.Records;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arrays. */
final class ArrayKinds {

    private ArrayKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("array: byte[]", () -> new byte[] {0, -1, 127});
        kinds.add("array: byte[], empty", () -> new byte[0]);
        kinds.add("array: int[]", () -> new int[] {1, -2});
        kinds.add("array: short[]", () -> new short[] {1, -2});
        kinds.add("array: long[][]", () -> new long[][] {{1}, {}, null, {Long.MIN_VALUE}});
        kinds.add("array: char[]", () -> new char[] {'a', '\uD83D', '\u0000'});
        kinds.add("array: float[]", () -> new float[] {0.1f, Float.NaN});
        kinds.add("array: double[] with odd numbers", () -> new double[] {Double.NaN, -0.0, Double.NEGATIVE_INFINITY});
        kinds.add("array: boolean[]", () -> new boolean[] {true, false});
        kinds.add("array: String[]", () -> new String[] {"a", null, ""});
        kinds.add("array: String[][]", () -> new String[][] {{"a"}, {}});
        kinds.add("array: Integer[]", () -> new Integer[] {1, null});
        kinds.add("array: Number[]", () -> new Number[] {1, 2L, 3.0f, 4.0});
        kinds.add("array: Comparable[]", () -> new Comparable<?>[] {"a", 1L});
        kinds.add("array: Object[]", () -> new Object[] {"a", 1L, null, new int[] {1}, LocalDate.EPOCH});
        kinds.add("array: Object[], empty", () -> new Object[0]);
        kinds.add("array: Object[] in itself", () -> {
            Object[] array = new Object[] {null, "x"};
            array[0] = array;
            return array;
        });
        kinds.add("array: LocalDate[]", () -> new LocalDate[] {LocalDate.EPOCH});
        kinds.add("array: enum[]", () -> new Colour[] {Colour.RED, Colour.BLUE});
        kinds.add("array: record[]", () -> new Records.Point[] {new Records.Point(1, 2)});
        kinds.add("array: bean[]", () -> new Beans.Plain[] {new Beans.Plain("a", 1), null});
        kinds.add("array: bean[] with one bean twice", () -> {
            Beans.Plain one = new Beans.Plain("a", 1);
            return new Beans.Plain[] {one, one};
        });
        kinds.add("array: List[]", () -> new List<?>[] {new ArrayList<>(List.of(1L))});
        kinds.add("array: interface[] of lambdas", () -> new Runnable[] {() -> {}});
        kinds.add("array: Optional[]", () -> new Optional<?>[] {Optional.of(1)});
        kinds.add("array: 5,000 Integers in a list", () -> {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                numbers.add(i * 7919);
            }
            return numbers;
        });
    }
}
