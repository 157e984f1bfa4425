package io.memshare.acceptance.kinds;

import io.memshare.acceptance.library.Catalogue;
import io.memshare.acceptance.model.Article;
import io.memshare.acceptance.shop.Colour;
import io.memshare.acceptance.shop.Operation;
import io.memshare.acceptance.shop.Records;
import io.memshare.acceptance.shop.Seat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records and enums of the application, and where its classes may stand. */
final class RecordAndEnumKinds {

    private RecordAndEnumKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("record", () -> new Records.Point(1, -2));
        kinds.add("record, empty", Records.Empty::new);
        kinds.add("record of records", RecordAndEnumKinds::order);
        kinds.add("record, generic", () -> new Records.Box<>(1L));
        kinds.add("record, generic, with a list", () -> new Records.Box<>(new ArrayList<>(List.of(1L, "a"))));
        kinds.add("record, generic, null", () -> new Records.Box<>(null));
        kinds.add("record, generic, in each other", () -> new Records.Box<>(new Records.Box<>(new Records.Box<>('c'))));
        kinds.add("record with an Optional", () -> new Records.Choice(Optional.of("x")));
        kinds.add("record that validates", () -> new Records.Range(1, 5));
        kinds.add("record whose constructor changes its value", () -> new Records.Doubling(600));
        kinds.add("record with arrays", () -> new Records.Prices(new double[] {1.5, Double.NaN}, "a", "b"));
        kinds.add("record with a sealed component", () -> new Records.Paid(new Records.Card("1"), 5L));
        kinds.add(
                "record with an empty sealed component",
                () -> new Records.Paid(new Records.Cash(), new Records.Cash()));
        kinds.add("record whose components look like getters", () -> new Records.Hidden("a", 3, true));
        kinds.add("record, not Serializable", () -> new Records.NotSerializable("a"));
        kinds.add("record, package-private", Records::packagePrivate);
        kinds.add("record, private", Records::secret);
        kinds.add("record, local", Records::local);
        kinds.add("record with writeReplace", () -> new Records.Replaced("a"));
        kinds.add("record of a module beside", () -> new Article("shirt", List.of("white")));
        kinds.add("record of a library that is not allowed", () -> new Catalogue("summer"));
        kinds.add(
                "record of a library that is not allowed, in a list",
                () -> new ArrayList<>(List.of(new Catalogue("summer"))));
        kinds.add(
                "record of a library that is not allowed, in a generic record",
                () -> new Records.Box<>(new Catalogue("summer")));
        kinds.add(
                "record with a null of a library that is not allowed",
                () -> new Records.WithoutForeign("a", null, null, null, null));
        kinds.add("enum", () -> Colour.RED);
        kinds.add("enum with a body", () -> Operation.TIMES);
        kinds.add("enum of 70 constants", () -> Seat.G10);
    }

    private static Records.Order order() {
        return new Records.Order(
                5,
                LocalDate.EPOCH,
                List.of(new Records.Line("shirt", 2, new BigDecimal("19.90"))),
                Map.of(1L, Colour.RED));
    }
}
