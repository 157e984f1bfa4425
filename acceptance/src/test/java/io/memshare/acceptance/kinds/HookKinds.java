package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Hooks;
import io.memshare.acceptance.shop.Records;
import java.util.ArrayList;
import java.util.List;

/** Classes that take part in Java serialization, and classes without a name. */
final class HookKinds {

    private HookKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("hook: writeObject and readObject", () -> new Hooks.OwnFormat().holding("abc"));
        kinds.add(
                "hook: writeObject and readObject, in a record",
                () -> new Records.Box<>(new Hooks.OwnFormat().holding("abc")));
        kinds.add("hook: Externalizable", () -> new Hooks.Outer("x"));
        kinds.add("hook: readResolve to a single instance", () -> Hooks.Singleton.INSTANCE);
        kinds.add(
                "hook: readResolve to a single instance, in a list",
                () -> new ArrayList<>(List.of(Hooks.Singleton.INSTANCE)));
        kinds.add("hook: writeReplace", () -> new Hooks.ByProxy(2, 5));
        kinds.add("hook: serialPersistentFields", Hooks.ChosenFields::new);
        kinds.add("nameless: lambda", Hooks::lambda);
        kinds.add("nameless: lambda that catches a value", () -> Hooks.catchingLambda("x"));
        kinds.add("nameless: method reference", Hooks::methodReference);
        kinds.add("nameless: Comparator.comparing", Hooks::comparator);
        kinds.add("nameless: lambda that is not Serializable", Hooks::plainLambda);
        kinds.add("nameless: bean with a lambda", Hooks.HoldsLambda::new);
        kinds.add("nameless: anonymous class", () -> Hooks.anonymous("x"));
        kinds.add("nameless: local class", () -> Hooks.local("x"));
        kinds.add("nameless: inner class", () -> new Hooks.Desk().new Drawer());
        kinds.add("nameless: inner class of one that is not Serializable", () -> new Hooks.PlainDesk().new Drawer());
        kinds.add("nameless: proxy with a handler of the application", Hooks::proxy);
    }
}
