package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Annotated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Classes with annotations that are meant for the web. */
final class AnnotatedKinds {

    private AnnotatedKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("annotated: @JsonIgnore and access", () -> new Annotated.Ignoring().with("other"));
        kinds.add("annotated: @JsonIgnoreProperties", () -> new Annotated.IgnoringByClass().with("other"));
        kinds.add("annotated: @JsonIgnoreType", Annotated.HoldsIgnoredType::new);
        kinds.add("annotated: @JsonProperty", Annotated.Renamed::new);
        kinds.add("annotated: @JsonFormat", Annotated.Formatted::new);
        kinds.add("annotated: @JsonInclude", () -> new Annotated.Including().emptied());
        kinds.add("annotated: @JsonTypeInfo", Annotated.Zoo::new);
        kinds.add("annotated: @JsonTypeInfo, the value itself", Annotated.Cat::new);
        kinds.add("annotated: @JsonCreator", () -> Annotated.Created.ofEuros(5));
        kinds.add("annotated: @JsonValue", Annotated.AsValue::new);
        kinds.add("annotated: @JsonValue of an enum", () -> new ArrayList<>(List.of(Annotated.AsValueEnum.TWO)));
        kinds.add("annotated: @JsonValue of an enum that is a key", () -> Map.of(Annotated.AsValueEnum.TWO, 1));
        kinds.add("annotated: @JsonUnwrapped", Annotated.Unwrapped::new);
        kinds.add("annotated: @JsonManagedReference", Annotated.Managed::new);
        kinds.add("annotated: @JsonView", Annotated.Viewed::new);
        kinds.add("annotated: @JsonAutoDetect", Annotated.Undetected::new);
        kinds.add("annotated: record", () -> new Annotated.AnnotatedRecord("a", "b", 5));
        kinds.add("annotated: record with @JsonCreator", () -> new Annotated.WithCreator("a", "b"));
    }
}
