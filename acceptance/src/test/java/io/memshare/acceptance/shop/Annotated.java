package io.memshare.acceptance.shop;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Classes of the application with annotations that are meant for the web. */
@SuppressWarnings("unused")
public final class Annotated {

    private Annotated() {}

    public static class Ignoring implements Serializable {
        @JsonIgnore
        private String password = "secret";

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        private String pin = "1234";

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        private String shown = "shown";

        public String getPassword() {
            return password;
        }

        public Ignoring with(String value) {
            password = value;
            pin = value;
            shown = value;
            return this;
        }
    }

    @JsonIgnoreProperties({"secret", "count"})
    public static class IgnoringByClass implements Serializable {
        private String secret;
        private int count;
        private String name = "x";

        public IgnoringByClass with(String value) {
            secret = value;
            count = 5;
            return this;
        }
    }

    @JsonIgnoreType
    public static class IgnoredType implements Serializable {
        private String name = "x";
    }

    public static class HoldsIgnoredType implements Serializable {
        private IgnoredType held = new IgnoredType();
    }

    public static class Renamed implements Serializable {
        @JsonProperty("n")
        private String name = "x";

        @JsonProperty("name")
        private String other = "y";
    }

    public static class Formatted implements Serializable {
        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "dd.MM.yyyy")
        private LocalDateTime at = LocalDateTime.of(2026, 3, 29, 2, 30, 15);

        @JsonFormat(shape = JsonFormat.Shape.NUMBER)
        private Colour colour = Colour.BLUE;
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public static class Including implements Serializable {
        private String name = "default";
        private List<String> tags = new ArrayList<>(List.of("default"));

        public Including emptied() {
            name = null;
            tags.clear();
            return this;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Dog.class, name = "dog"))
    public abstract static class Animal implements Serializable {
        private String name = "x";
    }

    public static class Dog extends Animal {
        private int age = 3;
    }

    /** Not among the names that the superclass gives. */
    public static class Cat extends Animal {
        private int lives = 9;
    }

    public static class Zoo implements Serializable {
        private List<Animal> animals = new ArrayList<>(List.of(new Dog(), new Cat()));
        private Animal favourite = new Cat();
    }

    public static class Created implements Serializable {
        private final int cents;

        private Created(int cents, boolean marker) {
            this.cents = cents;
        }

        @JsonCreator
        public static Created ofEuros(@JsonProperty("cents") int euros) {
            return new Created(euros * 100, true);
        }
    }

    public static class AsValue implements Serializable {
        private final String name = "x".trim();
        private final int count = Integer.parseInt("5");

        @JsonValue
        public String label() {
            return name;
        }
    }

    public enum AsValueEnum {
        ONE,
        TWO;

        @JsonValue
        public int number() {
            return 1;
        }
    }

    public static class Unwrapped implements Serializable {
        @JsonUnwrapped
        private Beans.Plain plain = new Beans.Plain("inner", 1);

        private String name = "outer";
    }

    public static class Managed implements Serializable {
        @JsonManagedReference
        private List<Beans.Plain> list = new ArrayList<>(List.of(new Beans.Plain("a", 1)));
    }

    public static class Viewed implements Serializable {
        @JsonView(Serializable.class)
        private String name = "x";
    }

    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.NONE)
    public static class Undetected implements Serializable {
        private String name = "x";
    }

    public record AnnotatedRecord(
            @JsonProperty("n") String name,
            @JsonIgnore String secret,
            @JsonProperty("name") int count) implements Serializable {}

    public record WithCreator(String first, String last) implements Serializable {
        @JsonCreator
        public static WithCreator parse(Map<String, String> parts) {
            return new WithCreator("created", "otherwise");
        }
    }
}
