package io.memshare.acceptance.shop;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Supplier;

/** Classes of the application that take part in Java serialization, and classes without a name. */
@SuppressWarnings("unused")
public final class Hooks {

    private Hooks() {}

    public static class OwnFormat implements Serializable {
        private transient String secret = "x";
        private int count = 1;

        public OwnFormat holding(String value) {
            secret = value;
            return this;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF(new StringBuilder(secret).reverse().toString());
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            secret = new StringBuilder(in.readUTF()).reverse().toString();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OwnFormat that && secret.equals(that.secret) && count == that.count;
        }

        @Override
        public int hashCode() {
            return secret.hashCode();
        }
    }

    public static class Outer implements Externalizable {
        private String name;

        public Outer() {}

        public Outer(String name) {
            this.name = name;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(name);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            name = in.readUTF();
        }
    }

    public static final class Singleton implements Serializable {
        public static final Singleton INSTANCE = new Singleton();

        private Singleton() {}

        private Object readResolve() {
            return INSTANCE;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    public static final class ByProxy implements Serializable {
        private final int from;
        private final int to;

        public ByProxy(int from, int to) {
            this.from = from;
            this.to = to;
        }

        private Object writeReplace() {
            return new Form(from, to - from);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("only by its form");
        }
    }

    private static final class Form implements Serializable {
        private final int from;
        private final int length;

        Form(int from, int length) {
            this.from = from;
            this.length = length;
        }

        private Object readResolve() {
            return new ByProxy(from, from + length);
        }
    }

    public static final class ChosenFields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("kept", String.class)};

        private String kept = "kept";
        private transient String left;
    }

    public interface Rule extends Serializable {
        boolean allows(String value);
    }

    public static Object lambda() {
        return (Rule) value -> value.isEmpty();
    }

    public static Object catchingLambda(String caught) {
        return (Rule) value -> value.equals(caught);
    }

    public static Object methodReference() {
        return (Function<String, Integer> & Serializable) String::length;
    }

    public static Object comparator() {
        return Comparator.comparing((Function<String, Integer> & Serializable) String::length);
    }

    public static Object plainLambda() {
        return (Supplier<String>) () -> "x";
    }

    public static class HoldsLambda implements Serializable {
        private final Rule rule = value -> value.length() > 3;
        private final String name = "x".trim();
    }

    public static Object anonymous(String caught) {
        return new Rule() {
            @Override
            public boolean allows(String value) {
                return value.equals(caught);
            }
        };
    }

    public static Object local(String caught) {
        class Local implements Rule {
            private int asked = 1;

            @Override
            public boolean allows(String value) {
                return value.equals(caught);
            }
        }
        return new Local();
    }

    public static class Desk implements Serializable {
        private String name = "desk";

        public class Drawer implements Serializable {
            private int number = 1;

            public String label() {
                return name + number;
            }
        }
    }

    public static class PlainDesk {
        private String name = "desk";

        public class Drawer implements Serializable {
            private int number = 1;

            public String label() {
                return name + number;
            }
        }
    }

    public static final class Handler implements InvocationHandler, Serializable {
        private final String answer;

        Handler(String answer) {
            this.answer = answer;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            return switch (method.getName()) {
                case "equals" -> proxy == args[0];
                case "hashCode" -> 1;
                case "toString" -> answer;
                default -> true;
            };
        }
    }

    public static Object proxy() {
        return Proxy.newProxyInstance(Hooks.class.getClassLoader(), new Class<?>[] {Rule.class}, new Handler("x"));
    }
}
