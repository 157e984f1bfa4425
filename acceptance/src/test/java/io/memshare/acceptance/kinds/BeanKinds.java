package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Beans;
import io.memshare.acceptance.shop.Hierarchies;
import io.memshare.acceptance.shop.Records;
import java.util.List;

/** Beans of the application: how they are made, and what they extend. */
final class BeanKinds {

    private BeanKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("bean", () -> new Beans.Plain("x", 1));
        kinds.add("bean, empty", Beans.Plain::new);
        kinds.add("bean without equals", () -> new Beans.NoEquals("x"));
        kinds.add("bean with all primitives", Beans.AllPrimitives::new);
        kinds.add("bean with fields of all sorts", Beans.FieldsOfAllSorts::new);
        kinds.add("bean with odd names", Beans.OddNames::new);
        kinds.add("bean, private constructor", () -> Beans.PrivateConstructor.named("x"));
        kinds.add("bean, several constructors", () -> new Beans.SeveralConstructors("x", 5));
        kinds.add("bean, one validating constructor", () -> new Beans.OneValidatingConstructor("x", List.of("a")));
        kinds.add(
                "bean, one validating constructor that would refuse it",
                () -> new Beans.OneValidatingConstructor("x", List.of("a", "b"))
                        .and("c")
                        .and("d"));
        kinds.add(
                "bean, validating constructor beside an empty one", () -> new Beans.ValidatingBesideNoArgument("a@b"));
        kinds.add(
                "bean, validating constructor that would refuse it beside an empty one",
                () -> new Beans.ValidatingBesideNoArgument("a@b").becomes("none"));
        kinds.add("bean, constructor with swapped names", () -> new Beans.ConstructorWithSwappedNames("a", "b"));
        kinds.add("bean, constructor that throws", () -> Beans.ThrowingConstructor.named("x"));
        kinds.add("bean, constructor that fills", () -> new Beans.FillingConstructor().emptied());
        kinds.add(
                "bean, as Lombok's @Value makes it",
                () -> Beans.LombokValue.builder().name("x").count(5).build());
        kinds.add(
                "bean, as Lombok's @Value makes it, with null",
                () -> Beans.LombokValue.builder().build());
        kinds.add("bean, as a data class of Kotlin", () -> new Beans.KotlinData("x", List.of("a")));
        kinds.add("bean, final fields with initializers", () -> new Beans.FinalWithInitializer().with("a"));
        kinds.add("bean with transient fields", Beans.WithTransient::new);
        kinds.add("bean with an Optional", Beans.WithOptional::new);
        kinds.add("bean with a null of a library that is not allowed", Beans.WithoutForeign::new);
        kinds.add("bean, not Serializable", Beans.NotSerializable::new);
        kinds.add("bean that holds one that is not Serializable", Beans.HoldsNotSerializable::new);
        kinds.add("bean that holds a thread", Beans.HoldsThread::new);
        kinds.add("bean, package-private", Beans::packagePrivate);
        kinds.add("bean, private class", Beans::secret);
        kinds.add("bean, letters beyond ASCII in its name", Beans.Größe::new);
        kinds.add("bean, dollar sign in its name", Beans.Dollar$Sign::new);
        inherited(kinds);
    }

    private static void inherited(Kinds kinds) {
        kinds.add("inherited: fields of a generic superclass", () -> new Hierarchies.Customer(5L, "a", "b"));
        kinds.add("inherited: a field name twice", () -> new Hierarchies.Renamed(5L, "a", "b"));
        kinds.add(
                "inherited: a field name twice, in a record",
                () -> new Records.Box<>(new Hierarchies.Renamed(5L, "a", "b")));
        kinds.add(
                "inherited: superclass with state that is not Serializable",
                () -> new Hierarchies.StatefulBase().with(5));
        kinds.add("inherited: superclass without state that is not Serializable", Hierarchies.StatelessBase::new);
        kinds.add("inherited: superclass that Java serialization cannot make", Hierarchies.Unreadable::new);
        kinds.add("inherited: ArrayList with a field", () -> new Hierarchies.Names("a", "b"));
        kinds.add("inherited: HashMap with a field", () -> new Hierarchies.Index("me"));
        kinds.add("inherited: TreeMap with a comparator", Hierarchies.Sorted::new);
        kinds.add("inherited: LinkedHashMap of the last entries", () -> {
            Hierarchies.Latest<String, Long> latest = new Hierarchies.Latest<>(2);
            latest.put("a", 1L);
            latest.put("b", 2L);
            latest.get("a");
            return latest;
        });
        kinds.add("inherited: Date with a field", () -> new Hierarchies.Deadline(5));
        kinds.add(
                "inherited: sealed hierarchy",
                () -> new Hierarchies.Drawing(List.of(new Hierarchies.Circle(0.5), new Hierarchies.Square(2))));
        kinds.add("inherited: type variable", () -> new Hierarchies.Wizard<Beans.Plain>().at(new Beans.Plain("x", 1)));
    }
}
